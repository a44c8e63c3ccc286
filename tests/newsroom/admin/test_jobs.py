"""What failed, on its desk: tried again or let be, by those who may."""

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from newsroom.jobs.backend import JobsInDatabase
from newsroom.publishing.models import FollowUp
from newsroom.worker.tasks import warm
from tests.factories.stories import NOON, ArticleFactory, published

FOLLOW_UPS = reverse("admin:newsroom_followup_changelist")
JOBS = reverse("admin:procrastinate_procrastinatejob_changelist")


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def follow_up(db):
    published(ArticleFactory(headline="Roe sued"))
    failed = FollowUp.objects.filter(what="purge")
    failed.update(attempts=5, error="ConnectionError: The gate does not answer.")
    return failed.get()


@pytest.fixture
def job(db):
    result = JobsInDatabase("default", {}).enqueue(warm, ["article", "roe-sued"], {})
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed', attempts = 5")
    return ProcrastinateJob.objects.get(pk=result.id)


def act(client, address, action, *rows):
    typed = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address, typed, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def found(client, state):
    rows = client.get(f"{FOLLOW_UPS}?state={state}").context["cl"].result_list
    return sorted(row.what for row in rows)


def test_desk_tells_failed_from_what_is_to_come_done_or_void(desk, follow_up):
    FollowUp.objects.filter(what="log").update(done_at=NOON)
    FollowUp.objects.filter(what="alert").update(voided_at=NOON)

    told = {state: found(desk, state) for state in ("failed", "open", "done", "void", "nonsense")}

    assert told == {
        "failed": ["purge"],
        "open": ["warm"],
        "done": ["log"],
        "void": ["alert"],
        "nonsense": ["alert", "log", "purge", "warm"],
    }


def test_failed_follow_up_is_retried(desk, follow_up):
    other = FollowUp.objects.get(what="log")

    response = act(desk, FOLLOW_UPS, "retry", follow_up, other)

    assert said(response) == ["1 will be tried again."]
    follow_up.refresh_from_db()
    assert (follow_up.attempts, follow_up.due_at, follow_up.state) == (0, NOON, "to come")


def test_failed_follow_up_is_discarded_by_name(desk, administrator, follow_up):
    response = act(desk, FOLLOW_UPS, "discard", follow_up)

    assert said(response) == ["1 discarded."]
    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.voided_by) == ("void", administrator)


@pytest.mark.parametrize("action", ["retry", "discard"])
def test_what_has_not_failed_is_left_alone(desk, follow_up, job, action):
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'todo'")

    answers = [act(desk, FOLLOW_UPS, action, FollowUp.objects.get(what="log")), act(desk, JOBS, action, job)]

    assert [said(answer) for answer in answers] == [
        ["Nothing you chose has failed: choose rows that did."]
    ] * 2
    assert FollowUp.objects.open().count() == 4
    assert ProcrastinateJob.objects.get().status == "todo"


def test_failed_job_is_retried_with_all_its_attempts(desk, job):
    response = act(desk, JOBS, "retry", job)

    assert said(response) == ["1 will be tried again."]
    again = ProcrastinateJob.objects.get()
    assert (again.status, again.attempts, again.args) == ("todo", 0, job.args)


def test_failed_job_is_discarded(desk, job):
    response = act(desk, JOBS, "discard", job)

    assert said(response) == ["1 discarded."]
    assert ProcrastinateJob.objects.count() == 0


def test_desk_says_what_a_job_was_to_do(desk, job):
    page = desk.get(JOBS).text

    assert "warm" in page
    assert "&quot;article&quot;, &quot;roe-sued&quot;" in page
