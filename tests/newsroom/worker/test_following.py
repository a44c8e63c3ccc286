"""What follows a publication: when it is due, once, and not at all."""

from datetime import timedelta
from itertools import pairwise

import psycopg
import pytest
from django.db import connection

from newsroom.publishing.actions import clarify, publish, publish_minor_edit, withdraw
from newsroom.publishing.following import discard_follow_up, retry_follow_up
from newsroom.publishing.models import Correction, FollowUp, Rendition
from newsroom.worker import following
from newsroom.worker.following import follow_up, settle_next
from tests.factories.stories import NOON, ArticleFactory, published

HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)


@pytest.fixture
def article(db):
    return ArticleFactory(headline="SEC drops its case against Roe Exchange", slug="sec-drops-case")


def states():
    return sorted((each.publication.number, each.what, each.state) for each in FollowUp.objects.all())


def at(moment):
    return lambda: moment


def test_each_verb_is_followed_as_its_table_says(article):
    published(article)
    publish_minor_edit(article, by=None, now=NOON)
    article.headline = "SEC drops its case"
    article.save()
    clarify(article, [Correction(concerns="other", note="One exchange is meant.")], by=None, now=NOON)
    withdraw(article, by=None, now=NOON, note="It confused two cases.")

    assert [(number, what) for number, what, _ in states()] == [
        (1, "alert"), (1, "log"), (1, "purge"), (1, "warm"),
        (2, "log"), (2, "purge"), (2, "warm"),
        (3, "log"), (3, "purge"), (3, "warm"),
        (4, "alert"), (4, "log"), (4, "purge"),
    ]  # fmt: skip


def test_nothing_follows_before_its_time_and_all_of_it_then(article, log_changes):
    publish(article, by=None, now=NOON, at=NOON + HOUR)

    assert follow_up(at(NOON + HOUR - MOMENT)) == 0
    assert follow_up(at(NOON + HOUR)) == 4
    assert states() == [(1, what, "done") for what in ("alert", "log", "purge", "warm")]
    assert follow_up(at(NOON + 2 * HOUR)) == 0


@pytest.mark.django_db(transaction=True)
def test_log_says_that_the_story_became_current(log_changes):
    article = published(ArticleFactory())

    follow_up(at(NOON))

    assert [change for change in log_changes() if change[0] == "became_current"] == [
        ("became_current", "story", article.pk)
    ]


@pytest.mark.django_db(transaction=True)
def test_page_is_ready_before_its_first_reader():
    published(ArticleFactory(slug="sec-drops-case"))

    follow_up(at(NOON))

    assert list(Rendition.objects.values_list("path", "status", "is_stale")) == [
        ("/articles/sec-drops-case/", 200, False)
    ]


def test_nobody_is_told_of_an_edition_once_the_next_has_taken_its_place(article):
    published(article)
    withdraw(article, by=None, now=NOON + HOUR, note="It confused two cases.")

    follow_up(at(NOON + HOUR))

    assert states() == [
        (1, "alert", "void"), (1, "log", "done"), (1, "purge", "done"), (1, "warm", "void"),
        (2, "alert", "done"), (2, "log", "done"), (2, "purge", "done"),
    ]  # fmt: skip
    assert FollowUp.objects.get(what="warm").error == "Edition 2 had taken its place."


@pytest.fixture
def broken(monkeypatch):
    """The gate in front of the site cannot be reached."""

    def unreachable(edition):
        raise ConnectionError("The gate does not answer.")

    monkeypatch.setitem(following.DOING, "purge", (unreachable,))


@pytest.mark.usefixtures("broken")
def test_failure_is_tried_again_ever_later_and_keeps_nothing_else(article, caplog):
    published(article)
    tries = [NOON]

    follow_up(at(NOON))

    purge = FollowUp.objects.get(what="purge")
    assert states() == [
        (1, "alert", "done"), (1, "log", "done"), (1, "purge", "to be tried again"), (1, "warm", "done"),
    ]  # fmt: skip
    assert purge.error == "ConnectionError: The gate does not answer."
    while purge.state != "failed":
        tries.append(purge.due_at)
        assert follow_up(at(purge.due_at - MOMENT)) == 0
        assert follow_up(at(purge.due_at)) == 1
        purge.refresh_from_db()
    waits = [(later - earlier).seconds for earlier, later in pairwise(tries)]
    assert waits == [10, 40, 160, 640]
    assert follow_up(at(NOON + 99 * HOUR)) == 0


@pytest.fixture
def failed(article):
    published(article)
    FollowUp.objects.exclude(what="purge").delete()
    FollowUp.objects.update(attempts=5, error="ConnectionError: The gate does not answer.")
    return FollowUp.objects.get()


def test_failed_one_is_retried_from_the_desk(failed):
    assert retry_follow_up(failed, by=None, now=NOON) is True
    assert follow_up(at(NOON)) == 1
    assert retry_follow_up(failed, by=None, now=NOON) is False


def test_failed_one_is_discarded_from_the_desk(failed, editor):
    assert discard_follow_up(failed, by=editor, now=NOON) is True
    failed.refresh_from_db()
    assert (failed.state, failed.voided_by) == ("void", editor)
    assert discard_follow_up(failed, by=editor, now=NOON) is False


@pytest.mark.django_db(transaction=True)
def test_what_one_worker_holds_another_passes_by():
    published(ArticleFactory())
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.cursor_factory = psycopg.Cursor
        held = other.execute("select id from newsroom_followup order by id limit 1 for update").fetchone()[0]

        settled = settle_next(by=None, now=NOON)

        assert settled.pk == held + 1
    assert follow_up(at(NOON)) == 3
