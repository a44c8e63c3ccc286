"""What the worker does at regular times."""

from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.pages.warming import pages_wait, warm_again
from newsroom.publishing.staleness.drift import count_again
from newsroom.wording.rereading import read_again
from newsroom.worker.following import follow_up

# Two workers share the pages to be made again. A job is short: a worker that is told to end waits for it.
SHARES, PORTION, PORTIONS = 2, 250, 8
# So many stories are read at a time, and so often in a round.
READING, READINGS = 50, 20


@app.periodic(cron="* * * * * */5", periodic_id="follow_up")
@app.task(name="follow_up", queueing_lock="follow_up")
def follow_up_round(timestamp):  # noqa: ARG001  the library's signature
    """Every five seconds; one round that fails is made up for by the next."""
    follow_up(timezone.now)


@app.periodic(
    cron="* * * * * */5",
    periodic_id="warm_0",
    task_kwargs={"share": 0},
    queueing_lock="warm_0",
    lock="warm_0",
)
@app.periodic(
    cron="* * * * * */5",
    periodic_id="warm_1",
    task_kwargs={"share": 1},
    queueing_lock="warm_1",
    lock="warm_1",
)
@app.task(name="warm_again")
def warm_round(timestamp, share):  # noqa: ARG001  the library's signature
    """Make again what a change of the record made stale; no edition's follow-up waits for all of it."""
    for _ in range(PORTIONS):
        if warm_again(timezone.now, share=share, of=SHARES, most=PORTION) < PORTION:
            return
        follow_up(timezone.now)


@app.periodic(cron="* * * * * */5", periodic_id="count_again")
@app.task(name="count_again", queueing_lock="count_again")
def count_again_round(timestamp):  # noqa: ARG001  the library's signature
    """Every five seconds, what the record has moved; what is left over is counted in the next round."""
    count_again(timezone.now)


@app.periodic(cron="* * * * * */5", periodic_id="read_again")
@app.task(name="read_again", queueing_lock="read_again")
def read_again_round(timestamp):  # noqa: ARG001  the library's signature
    """Every five seconds, some of the published words whose parties the record tells otherwise of.

    Pages that wait to be made again come first: readers may have asked for them.
    """
    for _ in range(READINGS):
        if read_again(timezone.now, most=READING) < READING or pages_wait(timezone.now()):
            return
