"""The verbs of the desk of failed jobs."""

from datetime import datetime

from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from cases.verb import verb
from newsroom.jobs.backend import ON_OUR_CONNECTION


@verb
def retry_job(job: ProcrastinateJob, *, by, now: datetime) -> bool:
    """Let a worker do it again, with as many attempts as a new one; say whether it had failed at all."""
    if not _has_failed(job):
        return False
    configured = ON_OUR_CONNECTION.configure_task(job.task_name, priority=job.priority, schedule_at=now)
    configured.defer(**job.args)
    _delete(job)
    return True


@verb
def discard_job(job: ProcrastinateJob, *, by, now: datetime) -> bool:  # noqa: ARG001  as the other
    """Let it be; say whether it had failed at all."""
    if not _has_failed(job):
        return False
    _delete(job)
    return True


def _has_failed(job):
    locked = ProcrastinateJob.objects.select_for_update().filter(pk=job.pk, status=Status.FAILED.value)
    return locked.exists()


def _delete(job):
    ON_OUR_CONNECTION.connector.execute_query("delete from procrastinate_jobs where id = %(id)s", id=job.pk)
