"""Numbers frozen with an edition: value, rows and moment, sealed with it."""

from datetime import timedelta

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.explainers.actions import restore_explainer
from newsroom.numbers.actions import save_number
from newsroom.numbers.content import MOST_NUMBERS
from newsroom.numbers.models import Number, Tally
from newsroom.prose.references import number_html
from newsroom.publishing.actions import (
    issue_correction,
    publish,
    publish_minor_edit,
    record_revision,
    withdraw,
)
from newsroom.publishing.editions import NotReady
from newsroom.publishing.figures import count_numbers
from newsroom.publishing.models import Correction, PublishedNumber
from newsroom.publishing.verification import verify_publications
from tests.committing import commit
from tests.factories.numbers import NumberFactory, counting, dismissed_case
from tests.factories.record import PartyFactory, PenaltyFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

HOUR = timedelta(hours=1)


@pytest.fixture
def number(db):
    dismissed_case(caption="SEC v. Roe Exchange")
    return NumberFactory(title="Cases the SEC dropped")


@pytest.fixture
def article(number):
    return ArticleFactory(body=counting(number, "The SEC dropped {} case."))


def test_number_is_frozen_with_its_rows_and_the_moment(article, number):
    case = dismissed_case(caption="SEC v. Doe", date_filed="2023-06-06")

    edition = publish(article, by=None, now=NOON)

    frozen = edition.numbers.get()
    assert edition.content["text"] == edition.text == "The SEC dropped 2 case."
    assert edition.content["counted"][str(number.pk)]["words"] == "2"
    assert (frozen.number, frozen.is_live, frozen.counted_at) == (number.pk, False, NOON)
    assert str(frozen) == "Cases the SEC dropped: 2"
    assert frozen.rows[0] == {
        "id": case.pk,
        "case": case.pk,
        "label": "SEC v. Doe",
        "note": "filed 6 June 2023",
    }
    assert [row["label"] for row in frozen.rows] == ["SEC v. Doe", "SEC v. Roe Exchange"]
    assert list(verify_publications()) == []


def test_sum_is_frozen_by_currency(db):
    party = PartyFactory()
    PenaltyFactory(party=party, amount=50, currency="USD")
    PenaltyFactory(party=party, amount=7, currency="EUR")
    number = NumberFactory(what="penalties", query="")

    edition = publish(ArticleFactory(body=counting(number, "It paid {}.")), by=None, now=NOON)

    frozen = edition.numbers.get()
    assert edition.text == "It paid €7 and $50."
    assert [(row["amount"], row["currency"]) for row in frozen.rows] == [("50.00", "USD"), ("7.00", "EUR")]
    assert list(verify_publications()) == []


def test_edition_without_numbers_says_nothing_of_them(db):
    edition = publish(ArticleFactory(), by=None, now=NOON)

    assert "counted" not in edition.content
    assert list(edition.numbers.all()) == []


def test_what_was_published_does_not_follow_the_desk(article, number):
    edition = publish(article, by=None, now=NOON)

    number.title, number.query = "All cases", ""
    save_number(number, by=None, now=NOON)
    dismissed_case()

    assert edition.numbers.get().told["title"] == "Cases the SEC dropped"
    assert edition.numbers.get().told["query"] == "outcome=dismissed"
    assert list(verify_publications()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "update newsroom_publishednumber set rows = '[]'",
        'update newsroom_publishednumber set told = told || \'{"words": "3"}\'',
        "delete from newsroom_publishednumber",
        "truncate newsroom_publishednumber",
    ],
)
def test_database_refuses_to_alter_a_published_number(article, sql):
    publish(article, by=None, now=NOON)
    commit()

    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        connection.cursor().execute(sql)

    assert isinstance(refused.value.__cause__, psycopg.errors.RestrictViolation)


@pytest.mark.parametrize(
    "sql",
    [
        "update newsroom_publishednumber set rows = '[]'",
        "update newsroom_publishednumber set counted_at = now()",
        'update newsroom_publishednumber set told = told || \'{"words": "3"}\'',
        "delete from newsroom_publishednumber",
    ],
)
def test_altered_number_shows_in_the_chain(article, sql):
    publish(article, by=None, now=NOON)

    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(sql)

    assert [fault.what for fault in verify_publications()] == ["its content is not what was sealed."]


def test_number_that_moved_since_it_was_read_is_not_published(article):
    read = record_revision(article, by=None, now=NOON).content
    dismissed_case()

    with pytest.raises(NotReady) as refused:
        count_numbers(read, now=NOON)

    (problem,) = refused.value.problems
    assert problem == (
        "The record changed this moment, and with it “Cases the SEC dropped”: it was 1, and is 2. Read the "
        "sentence again, then publish."
    )


def test_every_edition_counts_anew_and_a_correction_may_be_of_the_number_alone(article):
    publish(article, by=None, now=NOON)
    dismissed_case()

    edition = issue_correction(
        article,
        [Correction(concerns="number", before="dropped 1 case", after="dropped 2 case", note="There are 2.")],
        by=None,
        now=NOON + HOUR,
    )
    dismissed_case()
    minor = publish_minor_edit(article, by=None, now=NOON + 2 * HOUR)
    gone = withdraw(article, by=None, now=NOON + 3 * HOUR, note="It confused two cases.")

    assert [each.numbers.count() for each in (edition, minor, gone)] == [1, 1, 0]
    assert [len(each.numbers.get().rows) for each in (edition, minor)] == [2, 3]
    assert list(verify_publications()) == []


def test_removed_number_keeps_a_story_from_readers(article, number):
    Number.objects.all().delete()
    article.refresh_from_db()

    (problem,) = article.problems()
    assert problem == (
        f"The text holds number {number.pk}, which was removed or can no longer be counted: take it out, or "
        "put another in its place."
    )
    with pytest.raises(NotReady):
        publish(article, by=None, now=NOON)


def test_number_that_can_no_longer_be_asked_keeps_a_story_from_readers(article, number):
    Number.objects.update(query="colour=red&outcome=guilty")
    section = ExplainerFactory(sections=[{"kind": "numbers", "numbers": [number]}])

    assert [problem.split(",")[0] for problem in article.problems()] == [f"The text holds number {number.pk}"]
    assert section.problems() == ["“Cases the SEC dropped” can no longer be counted: put its filter right."]


def test_number_of_too_many_rows_keeps_a_story_from_readers(article, monkeypatch):
    monkeypatch.setattr("newsroom.numbers.content.MOST_ROWS", 0)

    (problem,) = article.problems()
    assert problem == (
        "“Cases the SEC dropped” counts 1 rows, and 0 is the most that readers can be shown behind a number: "
        "narrow its filter."
    )


def test_too_many_numbers_keep_a_story_from_readers(number):
    body = "".join(f"<p>{number_html(place)}</p>" for place in range(1, MOST_NUMBERS + 2))

    problems = ArticleFactory(body=body).problems()

    assert problems == ["The text holds 41 numbers, and 40 is the most: write some as words."]


def test_section_of_numbers_keeps_their_definition_and_reads_them_live(number):
    chart = NumberFactory(title="By year", query="", grouped_by="year")
    explainer = ExplainerFactory(sections=[{"kind": "numbers", "numbers": [number, chart]}])

    edition = publish(explainer, by=None, now=NOON)

    (section,) = edition.content["sections"]
    assert [told["title"] for told in section["numbers"]] == ["Cases the SEC dropped", "By year"]
    assert [(each.is_live, each.rows, each.told["words"]) for each in edition.numbers.all()] == [
        (True, None, "1"),
        (True, None, "1"),
    ]
    assert list(verify_publications()) == []


def test_section_without_numbers_says_what_to_do(db):
    explainer = ExplainerFactory(sections=[{"kind": "numbers", "heading": "How many?"}])

    assert explainer.problems() == ["Section “How many?”: choose the numbers it shows."]


def test_section_of_numbers_is_restored(number, editor):
    explainer = ExplainerFactory(sections=[{"kind": "numbers", "numbers": [number]}])
    revision = record_revision(explainer, by=None, now=NOON)
    section = explainer.sections.get()
    section.numbers.clear()
    gone = NumberFactory()
    section.numbers.add(gone)
    other = record_revision(explainer, by=None, now=NOON)
    gone.delete()

    assert restore_explainer(explainer, revision, by=editor, now=NOON) == []
    assert list(section.numbers.all()) == [number]
    assert restore_explainer(explainer, other, by=editor, now=NOON) == [
        "Section “numbers and charts”: a number was deleted: left out."
    ]


def test_threshold_does_not_change_the_words_digest_by_how_it_was_typed(number):
    article = Article.objects.get(pk=ArticleFactory(body=counting(number)).pk)
    first = record_revision(article, by=None, now=NOON)

    number.threshold = 0
    save_number(number, by=None, now=NOON)
    save_article(article, by=None)

    assert record_revision(article, by=None, now=NOON) == first


def test_number_is_refused_with_the_field_at_fault(db):
    for field, fields in {
        "query": {"query": "colour=red"},
        "title": {"title": ""},
        "threshold": {"threshold": -1},
        "what": {"what": "judges"},
        "grouped_by": {"grouped_by": "judge"},
    }.items():
        with pytest.raises(ValidationError) as refused:
            NumberFactory(**fields)
        assert list(refused.value.message_dict) == [field]
    with pytest.raises(ValidationError, match="Only cases and their penalties can be grouped"):
        NumberFactory(what="events", query="", grouped_by="year")
    assert Number.objects.count() == Tally.objects.count() == PublishedNumber.objects.count() == 0


def test_saved_number_is_counted(number):
    tally = Tally.objects.get(key=number.key)

    assert (str(number), str(tally), tally.counted_at) == ("Cases the SEC dropped", "1", NOON)
    assert tally.definition == number.definition


def test_stories_of_editions_are_published(number):
    published(ArticleFactory(body=counting(number)))

    assert PublishedNumber.objects.shown(NOON).count() == 1
    assert PublishedNumber.objects.shown(NOON - HOUR).count() == 0
