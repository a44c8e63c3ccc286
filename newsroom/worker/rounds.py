"""What the worker does at regular times."""

from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.worker.following import follow_up


@app.periodic(cron="* * * * * */5", periodic_id="follow_up")
@app.task(name="follow_up", queueing_lock="follow_up")
def follow_up_round(timestamp):  # noqa: ARG001  the library's signature
    """Every five seconds; one round that fails is made up for by the next."""
    follow_up(timezone.now)
