from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from newsroom.linking.actions import link_about, link_mention
from newsroom.publishing import editions
from newsroom.publishing.actions import (
    NotReady,
    StaleSave,
    open_for_save,
    publish,
    publish_minor_edit,
    record_revision,
    withdraw,
)  # fmt: skip
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Coverage, Publication
from newsroom.publishing.reading import edition_at, newest_effective, next_change
from tests.factories.record import CaseFactory, EntityFactory
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    ExplainerFactory,
    SectionFactory,
    TopicFactory,
    published,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def article(db):
    return ArticleFactory(headline="SEC drops its case against Roe Exchange", slug="sec-drops-case")


def headlines(now):
    return [story.headline for story in Publication.objects.current(now).newest_first()]


def test_published_story_is_frozen_with_who_and_when(article, editor):
    record_revision(article, by=None, now=NOON)

    edition = publish(article, by=editor, now=NOON, note="First report.")

    assert (edition.number, edition.verb, edition.published_by, edition.effective_at, edition.note) == (
        1, "publish", editor, NOON, "First report.",
    )  # fmt: skip
    assert edition.content == article.content()
    assert edition.revision.content == edition.content
    article.refresh_from_db()
    assert article.state == "published"


def test_published_story_reads_the_same_while_the_draft_changes(article):
    published(article)

    article.headline = "SEC abandons its case against Roe Exchange"
    article.save()

    assert headlines(NOON) == ["SEC drops its case against Roe Exchange"]


def test_later_edition_updates_and_keeps_the_first_date(article):
    published(article)
    article.headline = "SEC abandons its case"
    article.save()

    second = publish(article, by=None, now=NOON + HOUR)

    assert (second.number, second.verb, second.first_published_at, second.updated_at) == (
        2, "update", NOON, NOON + HOUR,
    )  # fmt: skip
    assert headlines(NOON + HOUR) == ["SEC abandons its case"]
    assert headlines(NOON) == ["SEC drops its case against Roe Exchange"]


def test_minor_edit_moves_no_date(article):
    published(article)

    second = publish_minor_edit(article, by=None, now=NOON + HOUR)

    assert (second.verb, second.first_published_at, second.updated_at) == ("minor_edit", NOON, NOON)


def test_minor_edit_of_a_story_nobody_has_read_is_refused(article):
    with pytest.raises(NotReady) as refusal:
        publish_minor_edit(article, by=None, now=NOON)

    assert refusal.value.problems == ["Only a published story can have a minor edit: publish it first."]


def test_scheduled_edition_becomes_current_exactly_at_its_time(article):
    edition = publish(article, by=None, now=NOON, at=NOON + HOUR)

    assert headlines(NOON + HOUR - timedelta(microseconds=1)) == []
    assert headlines(NOON + HOUR) == ["SEC drops its case against Roe Exchange"]
    assert next_change(edition, NOON) == NOON + HOUR
    assert next_change(edition, NOON + HOUR) is None


@pytest.mark.parametrize(
    ("at", "problem"),
    [
        (NOON - HOUR, "The time to publish lies in the past: choose a later one, or publish now."),
        (NOON + HOUR, "The story is under embargo until 2 June 2025, 14:00 UTC: publish it then or later."),
    ],
)
def test_time_that_cannot_be_is_refused(article, at, problem):
    article.embargo_until = NOON + 2 * HOUR if at > NOON else None

    with pytest.raises(NotReady) as refusal:
        publish(article, by=None, now=NOON, at=at)

    assert refusal.value.problems == [problem]


def test_edition_before_a_scheduled_one_is_refused(article):
    publish(article, by=None, now=NOON, at=NOON + HOUR)

    with pytest.raises(NotReady) as refusal:
        publish(article, by=None, now=NOON)

    assert refusal.value.problems == [
        editions.STILL_TO_COME.format(number=1, at="2 June 2025, 13:00 UTC"),
    ]


def test_story_with_problems_is_refused_with_all_of_them(db):
    article = ArticleFactory(body="", authors=[])

    with pytest.raises(NotReady) as refusal:
        publish(article, by=None, now=NOON)

    assert refusal.value.problems == [
        "There is no byline: add at least one author.",
        "The body is empty: write it, or paste it, before publishing.",
    ]
    assert Publication.objects.count() == 0


def test_withdrawn_story_leaves_readers_and_keeps_its_note(article):
    published(article)

    edition = withdraw(article, by=None, now=NOON + HOUR, note="It confused two cases.")

    assert headlines(NOON + HOUR) == []
    assert newest_effective(article.pk, NOON + HOUR) == edition
    assert (edition.verb, edition.note, edition.updated_at) == ("withdraw", "It confused two cases.", NOON)
    article.refresh_from_db()
    assert article.state == "withdrawn"


def test_withdrawal_outlives_an_edition_scheduled_before_it(article):
    published(article)
    publish(article, by=None, now=NOON, at=NOON + 2 * HOUR)

    withdraw(article, by=None, now=NOON + HOUR, note="It confused two cases.")

    assert headlines(NOON + 3 * HOUR) == []


def test_withdrawn_story_can_be_restored(article):
    published(article)
    withdraw(article, by=None, now=NOON, note="It confused two cases.")

    edition = publish(article, by=None, now=NOON + HOUR)

    assert (edition.verb, edition.first_published_at) == ("restore", NOON)
    assert headlines(NOON + HOUR) == ["SEC drops its case against Roe Exchange"]


def test_withdrawal_is_refused_without_a_reason_or_a_reader(article):
    with pytest.raises(NotReady) as unread:
        withdraw(article, by=None, now=NOON, note="A reason.")
    published(article)
    with pytest.raises(NotReady) as unexplained:
        withdraw(article, by=None, now=NOON, note=" ")

    assert unread.value.problems == ["Only a published story can be withdrawn."]
    assert unexplained.value.problems == [
        "Say in a sentence why the story is withdrawn: readers who come back will see it."
    ]


def test_editions_form_a_chain_that_can_be_recomputed(article):
    first = publish(article, by=None, now=NOON)
    second = publish(article, by=None, now=NOON + HOUR, note="More.")

    sealed = {
        "content": second.content,
        "verb": "update",
        "effective_at": second.effective_at.isoformat(),
        "note": "More.",
    }
    assert second.previous_digest == first.digest
    assert second.digest == digest(sealed, first.digest)


@pytest.mark.parametrize(
    "statement",
    [
        "update newsroom_publication set headline = 'Altered'",
        "delete from newsroom_publication",
        "truncate newsroom_publication cascade",
    ],
)
def test_publication_cannot_be_altered_even_by_raw_sql(article, statement):
    published(article)

    with pytest.raises((IntegrityError, InternalError), match="append-only"), transaction.atomic():
        # Deferred checks still pending would refuse a TRUNCATE before the trigger is asked.
        connection.cursor().execute(f"set constraints all immediate; {statement}")

    assert headlines(NOON) == ["SEC drops its case against Roe Exchange"]


def test_changed_slug_is_known_under_both_addresses(article):
    published(article)
    article.slug = "sec-abandons-case"
    article.save()
    publish(article, by=None, now=NOON + HOUR)

    old = edition_at("article", "sec-drops-case", NOON + HOUR)
    new = edition_at("article", "sec-abandons-case", NOON + HOUR)

    assert old == new
    assert new.path == "/articles/sec-abandons-case/"
    assert edition_at("explainer", "sec-abandons-case", NOON + HOUR) is None


def test_slug_that_readers_know_another_story_under_is_refused(article):
    published(article)
    article.slug = "sec-abandons-case"
    article.save()
    newcomer = ArticleFactory(slug="sec-drops-case")

    with pytest.raises(NotReady) as refusal:
        publish(newcomer, by=None, now=NOON + HOUR)

    assert refusal.value.problems == [
        "Readers know another story under the slug “sec-drops-case”: choose a different slug."
    ]


def test_slug_that_another_story_has_left_goes_to_the_newcomer(article):
    published(article)
    article.slug = "sec-abandons-case"
    article.save()
    publish(article, by=None, now=NOON + HOUR)
    newcomer = published(ArticleFactory(slug="sec-drops-case"), at=NOON + 2 * HOUR)

    assert edition_at("article", "sec-drops-case", NOON + 2 * HOUR).story_id == newcomer.pk


def test_publication_says_what_it_covers_once_per_target(article):
    case, exchange = CaseFactory(), EntityFactory(name="Roe Holdings")
    link_about(article, case, by=None, now=NOON)
    link_mention(article, "Roe Holdings", exchange, by=None, now=NOON)
    link_about(article, exchange, by=None, now=NOON)

    edition = publish(article, by=None, now=NOON)

    assert set(Coverage.objects.values_list("publication", "case", "entity", "is_about")) == {
        (edition.pk, case.pk, None, True),
        (edition.pk, None, exchange.pk, True),
    }
    assert list(Publication.objects.current(NOON).about(case)) == [edition]
    assert list(Publication.objects.current(NOON).covering(entity=exchange)) == [edition]


def test_publication_is_filed_under_the_topics_and_section_it_had(db):
    topic, section = TopicFactory(), SectionFactory()
    article = ArticleFactory(topics=[topic], section=section)

    edition = publish(article, by=None, now=NOON)
    article.topics.clear()

    assert list(Publication.objects.on_topic(topic)) == [edition]
    assert (edition.section, edition.byline) == (section, article.authors.get().name)


def test_revision_is_kept_once_per_content(article, editor):
    first = record_revision(article, by=editor, now=NOON, note="Filed.")
    again = record_revision(article, by=editor, now=NOON + HOUR)
    article.dek = "A joint filing ends it."
    article.save()
    second = record_revision(article, by=editor, now=NOON + HOUR)

    assert again == first
    assert (first.number, first.note, first.saved_by, first.saved_at) == (1, "Filed.", editor, NOON)
    assert (second.number, second.content["dek"]) == (2, "A joint filing ends it.")
    article.refresh_from_db()
    assert article.revision_number == 2


def test_stale_save_is_refused_and_names_the_other_editor(article, editor):
    record_revision(article, by=editor, now=NOON)

    open_for_save(article, base=1)
    with pytest.raises(StaleSave) as refusal:
        open_for_save(article, base=0)

    assert refusal.value.newest.number == 1
    assert str(refusal.value).startswith("Nora Quill saved revision 1 while you were editing.")


def test_articles_and_explainers_may_share_a_slug(db):
    published(ArticleFactory(slug="roe"))
    published(ExplainerFactory(slug="roe"))

    assert {story.path for story in Publication.objects.current(NOON)} == {
        "/articles/roe/",
        "/explainers/roe/",
    }
