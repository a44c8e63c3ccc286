"""Django's tasks, kept as jobs in the database."""

from django.tasks import TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.utils import timezone
from django.utils.json import normalize_json
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

# Not the library's own app: a worker lends that one a connection that knows nothing of our transactions.
ON_OUR_CONNECTION = App(connector=DjangoConnector())


class JobsInDatabase(BaseTaskBackend):
    """Enqueues in the transaction at hand: a rollback takes the job back.

    A job is done at least once, so whatever a task does must be safe to do again.
    """

    supports_defer = True
    supports_priority = True

    def enqueue(self, task, args, kwargs):
        self.validate_task(task)
        args, kwargs = normalize_json(list(args)), normalize_json(dict(kwargs))
        job = ON_OUR_CONNECTION.configure_task("run", priority=task.priority, schedule_at=task.run_after)
        number = job.defer(task=task.module_path, args=args, kwargs=kwargs)
        return TaskResult(
            task=task,
            id=str(number),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
