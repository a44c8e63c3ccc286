from datetime import timedelta

import pytest
from django.db import transaction
from django.tasks.exceptions import InvalidTask
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom.jobs import running
from newsroom.jobs.backend import JobsInDatabase
from newsroom.publishing.models import Rendition
from newsroom.worker.tasks import warm
from tests.factories.stories import NOON, ArticleFactory, published

ARGUMENTS = {"task": "newsroom.worker.tasks.warm", "args": ["article"], "kwargs": {"slug": "roe-sued"}}


@pytest.fixture
def backend(settings):
    settings.TASKS = {"default": {"BACKEND": "newsroom.jobs.backend.JobsInDatabase"}}
    return JobsInDatabase("default", {})


def test_task_waits_in_the_database(db, backend):
    result = warm.using(priority=7, run_after=NOON).enqueue("article", slug="roe-sued")

    job = ProcrastinateJob.objects.get(pk=result.id)
    assert (job.task_name, job.args, job.priority, job.scheduled_at, job.status) == (
        "run", ARGUMENTS, 7, NOON, "todo",
    )  # fmt: skip


def test_task_of_a_transaction_that_is_rolled_back_never_was(db, backend):
    with transaction.atomic():
        warm.enqueue("article", slug="roe-sued")
        transaction.set_rollback(True)

    assert ProcrastinateJob.objects.count() == 0


def test_task_for_a_moment_nobody_can_name_is_refused(backend):
    with pytest.raises(InvalidTask):
        warm.using(run_after=(NOON + timedelta(hours=1)).replace(tzinfo=None))


@pytest.mark.django_db(transaction=True)
def test_job_runs_its_task():
    published(ArticleFactory(slug="roe-sued"))

    running.run(**ARGUMENTS)

    assert Rendition.objects.get().path == "/articles/roe-sued/"
