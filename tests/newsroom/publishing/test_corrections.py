from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from newsroom.articles.actions import save_article
from newsroom.publishing.actions import (
    NotReady,
    clarify,
    issue_correction,
    publish,
    publish_minor_edit,
    withdraw,
)
from newsroom.publishing.effects import EFFECTS
from newsroom.publishing.models import Correction, Publication
from newsroom.publishing.verification import verify_publications
from tests.factories.stories import NOON, ArticleFactory, published

LATER = NOON + timedelta(hours=2)
NOTE = "We gave the wrong month: the hearing is in July, not in June."
Verb = Publication.Verb


@pytest.fixture
def article(db):
    return published(ArticleFactory(body="<p>The hearing is in June.</p>"))


def entry(**fields):
    said = {"note": NOTE, "concerns": "number", "before": "in June", "after": "in July"}
    return Correction(**said | fields)


def edit(article, old="in June", new="in July"):
    article.body = article.body.replace(old, new)
    save_article(article, by=None)


def correct(article, *entries):
    return issue_correction(article, entries, by=None, now=LATER)


def test_correction_is_an_edition_with_its_entry(article):
    edit(article)

    edition = correct(article, entry())

    (kept,) = edition.corrections.all()
    assert (edition.verb, edition.number, edition.updated_at) == (Verb.CORRECT, 2, LATER)
    assert (kept.kind, kept.before, kept.after, kept.note) == ("correction", "in June", "in July", NOTE)


def test_clarification_is_kept_apart(article):
    edit(article)

    edition = clarify(article, [entry()], by=None, now=LATER)

    assert (edition.verb, edition.corrections.get().kind) == (Verb.CLARIFY, "clarification")


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ([], "Say what was wrong, and what is right: a correction without an entry is an update."),
        ([{"note": " "}], "Entry 1: say to readers what was wrong and what is right."),
        (
            [{}, {"before": "in May"}],
            "Entry 2: “in May” does not stand in the edition readers have: copy the words from there.",
        ),
        (
            [{"after": "in August"}],
            "Entry 1: “in August” does not stand in the text: copy the words as they stand now.",
        ),
        (
            [{"before": "The hearing", "after": "The hearing"}],
            "Entry 1: before and after are the same words.",
        ),
        ([{}] * 21, "At most 20 entries at once: withdraw a story that has more wrong with it."),
    ],
)
def test_entry_that_readers_could_not_check_is_refused(article, entries, problem):
    edit(article)

    with pytest.raises(NotReady) as refusal:
        correct(article, *(entry(**fields) for fields in entries))

    assert refusal.value.problems == [problem]
    assert Publication.objects.count() == 1


def test_correction_of_an_unchanged_text_is_refused(article):
    with pytest.raises(NotReady) as refusal:
        correct(article, entry())

    assert refusal.value.problems == [
        "Nothing has changed since edition 1: correct the text first, then publish it."
    ]


def test_correction_of_what_readers_do_not_have_is_refused(article, db):
    withdraw(article, by=None, now=LATER, note="It was wrong.")

    for story in (article, ArticleFactory()):
        with pytest.raises(NotReady) as refusal:
            correct(story, entry())
        assert refusal.value.problems == ["Only a published story can be corrected: publish it first."]


ACTS = {
    Verb.PUBLISH: lambda a: publish(a, by=None, now=LATER),
    Verb.UPDATE: lambda a: publish(a, by=None, now=LATER, note="More."),
    Verb.MINOR_EDIT: lambda a: publish_minor_edit(a, by=None, now=LATER),
    Verb.CORRECT: lambda a: issue_correction(a, [entry()], by=None, now=LATER),
    Verb.CLARIFY: lambda a: clarify(a, [entry()], by=None, now=LATER),
    Verb.WITHDRAW: lambda a: withdraw(a, by=None, now=LATER, note="It was wrong."),
    Verb.RESTORE: lambda a: publish(a, by=None, now=LATER),
}


@pytest.mark.parametrize("verb", Verb)
def test_each_verb_moves_the_date_as_the_table_says(db, verb):
    article = ArticleFactory(body="<p>The hearing is in June.</p>")
    if verb != Verb.PUBLISH:
        published(article)
        edit(article)
    if verb == Verb.RESTORE:
        withdraw(article, by=None, now=NOON, note="It was wrong.")

    edition = ACTS[verb](article)

    assert edition.verb == verb
    assert edition.updated_at == (LATER if EFFECTS[verb].moves_date else NOON)
    assert edition.corrections.exists() == EFFECTS[verb].in_ledger


def raw(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update newsroom_correction set note = 'Nothing happened.'",
        "delete from newsroom_correction",
        "truncate newsroom_correction",
        "update newsroom_publication set content = '{}'",
        "delete from newsroom_publication",
        "truncate newsroom_publication cascade",
    ],
)
def test_database_refuses_to_alter_what_was_published(article, statement):
    edit(article)
    correct(article, entry())

    with pytest.raises(DatabaseError, match="append-only"):
        raw(statement)


def test_chain_is_verified(article):
    edit(article)
    correct(article, entry())
    published(ArticleFactory())

    assert list(verify_publications()) == []


NOT_SEALED = "its content is not what was sealed."
NOT_OF_ITS_REVISION = "its content is not that of its revision."
FIRST = "update newsroom_publication set {} where number = 1"


@pytest.mark.parametrize(
    ("tampering", "faults"),
    [
        (
            FIRST.format("""content = jsonb_set(content, '{text}', '"In May."')"""),
            [NOT_SEALED, NOT_OF_ITS_REVISION, "text beside the content was altered."],
        ),
        (FIRST.format("note = 'All is well.'"), [NOT_SEALED]),
        ("update newsroom_correction set note = 'All is well.'", [NOT_SEALED]),
        (FIRST.format("headline = 'Other'"), ["headline beside the content was altered."]),
        (
            FIRST.format("digest = repeat('0', 64)"),
            [NOT_SEALED, "it does not follow from the edition before it."],
        ),
        (
            "update newsroom_publication set number = 3 where number = 2",
            ["it follows edition 1: one is missing."],
        ),
        (
            "update newsroom_revision set content = '{}' where number = 1",
            ["the revision it was made from was altered.", NOT_OF_ITS_REVISION],
        ),
    ],
)
def test_tampering_is_told(article, tampering, faults):
    edit(article)
    correct(article, entry())

    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(tampering)

    assert sorted(fault.what for fault in verify_publications()) == sorted(faults)
    with pytest.raises(CommandError, match=rf"^{len(faults)} faults?: compare"):
        call_command("verify_publications")


def test_whole_chain_is_said_to_be_whole(article, capsys):
    call_command("verify_publications")

    assert capsys.readouterr().out == "Every edition is what was published.\n"
