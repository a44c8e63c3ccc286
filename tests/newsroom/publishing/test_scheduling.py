from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from newsroom.publishing.actions import NotReady, issue_correction, publish, publish_minor_edit, withdraw
from newsroom.publishing.editions import embargo_problem
from newsroom.publishing.models import Cancellation, Correction, FollowUp, Publication
from newsroom.publishing.reading import edition_at, next_change, notes_to_readers
from newsroom.publishing.scheduling import cancel_schedule, reschedule
from newsroom.publishing.verification import verify_publications
from tests.factories.stories import NOON, ArticleFactory, published

HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)
SCHEDULED = (
    "Edition 2 is scheduled for 2 June 2025, 14:00 UTC and would undo what you publish now: "
    "cancel its schedule first, or wait until it has appeared."
)


@pytest.fixture
def article(db):
    return ArticleFactory(headline="SEC drops its case against Roe Exchange", slug="sec-drops-case")


@pytest.fixture
def updated(article):
    """Read under its first headline, with an update to come two hours after noon."""
    published(article)
    article.headline = "SEC abandons its case"
    article.save()
    publish(article, by=None, now=NOON, at=NOON + 2 * HOUR, note="The order is here.")
    return article


def headlines(now):
    return [story.headline for story in Publication.objects.current(now).newest_first()]


def refused(act, *args, **kwargs):
    with pytest.raises(NotReady) as refusal:
        act(*args, by=None, **kwargs)
    return refusal.value.problems


@pytest.mark.parametrize("at", [NOON + HOUR, NOON + 3 * HOUR, NOON + MOMENT])
def test_rescheduled_edition_is_current_at_its_new_time_and_not_at_the_old(updated, at):
    edition = reschedule(updated, at=at, by=None, now=NOON)

    assert (edition.number, edition.verb, edition.note, edition.first_published_at, edition.updated_at) == (
        3, "update", "The order is here.", NOON, at,
    )  # fmt: skip
    assert headlines(at - MOMENT) == ["SEC drops its case against Roe Exchange"]
    assert headlines(at) == ["SEC abandons its case"]
    assert next_change(edition, NOON) == at
    assert [told.at for told in notes_to_readers(edition, at + 3 * HOUR)] == [at]
    assert list(verify_publications()) == []


def test_rescheduled_edition_keeps_the_words_it_was_frozen_with(updated):
    updated.headline = "SEC gives up"
    updated.save()

    reschedule(updated, at=NOON + HOUR, by=None, now=NOON)

    assert headlines(NOON + HOUR) == ["SEC abandons its case"]


def test_cancelled_edition_never_appears(updated, editor):
    cancellation = cancel_schedule(updated, by=editor, now=NOON + HOUR)

    assert (cancellation.cancelled_by, cancellation.cancelled_at) == (editor, NOON + HOUR)
    assert headlines(NOON + 3 * HOUR) == ["SEC drops its case against Roe Exchange"]
    assert notes_to_readers(updated.publications.get(number=1), NOON + 3 * HOUR) == []
    assert updated.state == "published"
    assert list(verify_publications()) == []


def test_story_whose_first_edition_is_cancelled_is_a_draft_again(article):
    publish(article, by=None, now=NOON, at=NOON + HOUR)

    cancel_schedule(article, by=None, now=NOON)

    article.refresh_from_db()
    assert article.state == "draft"
    assert edition_at("article", "sec-drops-case", NOON + 2 * HOUR) is None
    assert refused(publish_minor_edit, article, now=NOON) == [
        "Only a published story can have a minor edit: publish it first."
    ]
    first = publish(article, by=None, now=NOON + 2 * HOUR)
    assert (first.number, first.verb, first.first_published_at) == (2, "publish", NOON + 2 * HOUR)
    assert list(verify_publications()) == []


def test_withdrawn_story_whose_return_is_cancelled_stays_withdrawn(article):
    published(article)
    withdraw(article, by=None, now=NOON, note="It confused two cases.")
    publish(article, by=None, now=NOON, at=NOON + HOUR)

    cancel_schedule(article, by=None, now=NOON)

    assert article.state == "withdrawn"
    assert edition_at("article", "sec-drops-case", NOON + 2 * HOUR).verb == "withdraw"


def test_withdrawal_cancels_what_was_scheduled(updated):
    edition = withdraw(updated, by=None, now=NOON + HOUR, note="It confused two cases.")

    assert edition.number == 3
    assert Cancellation.objects.get().publication.number == 2
    assert headlines(NOON + 3 * HOUR) == []
    assert list(verify_publications()) == []


def test_withdrawal_of_what_nobody_has_read_is_refused_and_cancels_nothing(article):
    publish(article, by=None, now=NOON, at=NOON + HOUR)

    assert refused(withdraw, article, now=NOON, note="A reason.") == [
        "Only a published story can be withdrawn."
    ]
    assert Cancellation.objects.count() == 0


def test_rescheduled_correction_brings_its_entries(article):
    published(article)
    article.headline = "SEC drops its case against Roe Exchange with prejudice"
    article.save()
    entry = Correction(concerns="fact", note="The dismissal is with prejudice.")
    issue_correction(article, [entry], by=None, now=NOON, at=NOON + HOUR)

    edition = reschedule(article, at=NOON + 2 * HOUR, by=None, now=NOON)

    assert [each.note for each in edition.corrections.all()] == ["The dismissal is with prejudice."]
    assert list(Correction.objects.shown(NOON + HOUR)) == []
    assert list(Correction.objects.shown(NOON + 2 * HOUR)) == [edition.corrections.get()]
    assert list(verify_publications()) == []


@pytest.mark.parametrize(
    ("at", "problem"),
    [
        (NOON - MOMENT, "The time to publish lies in the past: choose a later one, or publish now."),
        (NOON + 2 * HOUR, "That is the time it is scheduled for already: choose another."),
    ],
)
def test_time_that_cannot_be_is_refused(updated, at, problem):
    assert refused(reschedule, updated, at=at, now=NOON) == [problem]


def test_embargo_holds_for_a_new_time_too(article):
    article.embargo_until = NOON + HOUR
    article.save()
    publish(article, by=None, now=NOON, at=NOON + HOUR)

    assert refused(reschedule, article, at=NOON + HOUR - MOMENT, now=NOON) == [
        "The story is under embargo until 2 June 2025, 13:00 UTC: publish it then or later."
    ]


def test_embargo_after_the_schedule_says_what_to_do(updated):
    def problem(until, now=NOON):
        return embargo_problem(updated, until, now=now)

    assert problem(NOON + 2 * HOUR + MOMENT) == (
        "Edition 2 is scheduled for 2 June 2025, 14:00 UTC, before this embargo ends: reschedule it, or "
        "cancel its schedule, first."
    )
    assert [problem(None), problem(NOON + 2 * HOUR), problem(NOON + 9 * HOUR, NOON + 2 * HOUR)] == [
        "",
        "",
        "",
    ]


@pytest.mark.parametrize("verb", [reschedule, cancel_schedule])
def test_nothing_scheduled_is_nothing_to_change(article, verb):
    published(article)
    more = {"at": NOON + HOUR} if verb is reschedule else {}

    assert refused(verb, article, now=NOON, **more) == [
        "Nothing of this story is scheduled: what readers have is what stands."
    ]


def test_address_that_another_story_has_by_now_is_refused(article):
    publish(article, by=None, now=NOON, at=NOON + HOUR)
    # While it is scheduled nobody can take its address; a row from elsewhere can.
    rival = published(ArticleFactory(slug="rival"))
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update newsroom_publication set slug = 'sec-drops-case' where story_id = %s", [rival.pk]
        )
        cursor.execute("set local session_replication_role = origin")

    assert refused(reschedule, article, at=NOON + 2 * HOUR, now=NOON) == [
        "Readers know another story under the slug “sec-drops-case”: choose a different slug."
    ]


def test_publishing_while_another_edition_is_scheduled_says_what_to_do(updated):
    entries = [Correction(concerns="fact", note="The order came on Monday.")]

    assert [
        refused(publish, updated, now=NOON),
        refused(publish, updated, now=NOON, at=NOON + 3 * HOUR),
        refused(publish_minor_edit, updated, now=NOON),
        refused(issue_correction, updated, entries, now=NOON),
    ] == [[SCHEDULED]] * 4


def test_schedule_that_has_come_is_no_schedule(updated):
    edition = publish_minor_edit(updated, by=None, now=NOON + 2 * HOUR)

    assert edition.number == 3


def test_edition_that_has_been_followed_up_is_not_cancelled(updated):
    FollowUp.objects.filter(publication__number=2, what="log").update(done_at=NOON + 2 * HOUR)

    assert refused(cancel_schedule, updated, now=NOON + HOUR) == [
        "Edition 2 has just appeared: withdraw the story, or correct it."
    ]
    assert Cancellation.objects.count() == 0


def test_what_follows_a_cancelled_edition_is_void(updated, editor):
    cancel_schedule(updated, by=editor, now=NOON)

    void = FollowUp.objects.filter(voided_at=NOON, voided_by=editor, error="The schedule was cancelled.")
    assert sorted(void.values_list("publication__number", "what")) == [
        (2, "alert"), (2, "log"), (2, "purge"), (2, "warm"),
    ]  # fmt: skip
    assert FollowUp.objects.open().exclude(publication__number=1).count() == 0


def _refusal_of(sql, *values):
    with pytest.raises((IntegrityError, InternalError)) as refusal, transaction.atomic():
        connection.cursor().execute(sql, values)
    return str(refusal.value).partition("\n")[0]


def test_cancellation_is_append_only_and_only_in_time(updated):
    cancel_schedule(updated, by=None, now=NOON)
    first = updated.publications.get(number=1)
    insert = "insert into newsroom_cancellation (publication_id, cancelled_at, digest) values (%s, %s, '')"

    assert _refusal_of("update newsroom_cancellation set digest = ''").startswith(
        "newsroom_cancellation is append-only"
    )
    assert _refusal_of("delete from newsroom_cancellation").startswith("newsroom_cancellation is append-only")
    assert _refusal_of(insert, first.pk, NOON) == (
        "the edition has taken effect: withdraw the story, or publish another edition"
    )


def test_database_refuses_an_edition_that_would_take_effect_out_of_order(updated):
    columns = ", ".join(
        field.column for field in Publication._meta.concrete_fields if field.column not in {"id", "number"}
    )
    copy = (
        f"insert into newsroom_publication (number, {columns}) "
        f"select 3, {columns} from newsroom_publication where number = 1"
    )

    assert _refusal_of(copy) == "an edition takes effect later than this one would: cancel that first"


def test_tampering_with_a_cancellation_is_detected(updated):
    cancel_schedule(updated, by=None, now=NOON)
    publish(updated, by=None, now=NOON + HOUR)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update newsroom_cancellation set cancelled_at = %s", [NOON + HOUR])

    assert [(fault.number, fault.what) for fault in verify_publications()] == [
        (2, "its cancellation is not what was sealed.")
    ]

    with connection.cursor() as cursor:
        cursor.execute("delete from newsroom_cancellation")
    assert [(fault.number, fault.what) for fault in verify_publications()] == [
        (3, "it does not follow from the edition before it.")
    ]


def test_current_editions_are_found_by_an_index(updated):
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
    plan = Publication.objects.current(NOON).filter(story=updated).explain()

    assert "Seq Scan" not in plan
