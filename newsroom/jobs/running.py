"""What a worker does with a job: runs it, tries again later, and takes up what a dead worker left."""

from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

MOST_ATTEMPTS = 5


# After 4, 16, 64 and 256 seconds; then it waits on the desk of failed jobs.
@app.task(name="run", retry=RetryStrategy(max_attempts=MOST_ATTEMPTS - 1, exponential_wait=4))
def run(*, task, args, kwargs):
    """Run the task, which its address names."""
    import_string(task).call(*args, **kwargs)


@app.periodic(cron="* * * * * */10", periodic_id="stalled")
@app.task(name="take_up_stalled", queueing_lock="take_up_stalled", pass_context=True)
async def take_up_stalled(context, timestamp):  # noqa: ARG001  the library's signature
    """Give the jobs of dead workers to living ones; one that has killed its workers has failed."""
    jobs, silence = context.app.job_manager, context.additional_context["silence"]
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=silence):
        if job.attempts < MOST_ATTEMPTS:
            await jobs.retry_job(job, retry_at=timezone.now())
        else:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
