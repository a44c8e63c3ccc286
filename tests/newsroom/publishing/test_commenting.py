"""What the desk says beside the words of a draft, and how edits carry it along."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsroom.articles.actions import save_article
from newsroom.explainers.actions import save_section
from newsroom.publishing.commenting import (
    NotAtTheDesk,
    answer,
    called_in,
    comment_on,
    note_seen,
    reopen_comment,
    resolve,
)
from newsroom.publishing.models import Comment, Mention
from newsroom.staff.models import User
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory

BODY = "<p>The judge set a hearing. Roe Holdings denies it.</p><p>Roe Holdings was sued in May.</p>"


@pytest.fixture
def article(db):
    return ArticleFactory(body=BODY)


@pytest.fixture
def iris(db):
    return member("reporter", "iris")


@pytest.fixture
def ada(db):
    return member("editor", "ada")


def edited(article, body):
    article.body = body
    save_article(article, by=None)


def place(said):
    said.refresh_from_db()
    return said.block, said.start, said.end, said.surface


def test_comment_stands_beside_the_words_it_is_about(article, ada):
    said = comment_on(article, " Who says so? ", words="Roe  Holdings", occurrence=2, by=ada, now=NOON)

    _, second = article.blocks()
    assert (said.text, said.by, place(said)) == ("Who says so?", ada, (second.id, 0, 12, "Roe Holdings"))


def test_comment_on_the_whole_story_has_no_place(article, ada):
    said = comment_on(article, "Where is the other side?", by=ada, now=NOON)

    assert (place(said), said.is_orphaned, str(said)) == (
        ("", None, None, ""),
        False,
        "Where is the other side?",
    )


def test_place_beyond_the_last_is_the_last(article, ada):
    said = comment_on(article, "And here?", words="Roe Holdings", occurrence=9, by=ada, now=NOON)

    assert said.block == article.blocks()[1].id


def test_comment_follows_its_words_through_an_edit(article, ada):
    said = comment_on(article, "Which judge?", words="The judge", by=ada, now=NOON)
    home = said.block

    edited(article, BODY.replace("The judge set", "On Monday The judge set"))

    assert place(said) == (home, 10, 19, "The judge")


def test_comment_whose_words_are_gone_keeps_them(article, ada):
    said = comment_on(article, "In May?", words="was sued in May", by=ada, now=NOON)

    edited(article, "<p>The judge set a hearing. Roe Holdings denies it.</p>")

    assert place(said) == ("", None, None, "was sued in May")
    assert said.is_orphaned


def test_comment_on_an_untouched_paragraph_is_not_written(article, ada, django_assert_max_num_queries):
    said = comment_on(article, "In May?", words="was sued in May", by=ada, now=NOON)
    before = place(said)

    edited(article, BODY.replace("set a hearing", "set a trial"))

    assert place(said) == before


def test_comment_in_an_explainer_follows_its_section(db, ada):
    explainer = ExplainerFactory()
    section = explainer.sections.get()
    said = comment_on(explainer, "By whom?", words="brought again", by=ada, now=NOON)

    section.body = "<p>Now the claim cannot be brought again.</p>"
    save_section(section, by=None)

    assert place(said)[1:] == (24, 37, "brought again")


def test_words_that_do_not_stand_in_the_text_are_refused(article, ada):
    told = (
        "“Doe Holdings” does not stand in the saved text. Save the story first, or copy the words exactly as "
        "they are there, from within one paragraph."
    )
    with pytest.raises(ValidationError) as refusal:
        comment_on(article, "Who?", words="Doe Holdings", by=ada, now=NOON)

    assert refusal.value.messages == [told]


@pytest.mark.parametrize("text", ["", "  ", "x" * 5001])
def test_comment_that_says_nothing_or_too_much_is_refused(article, ada, text):
    with pytest.raises(ValidationError):
        comment_on(article, text, by=ada, now=NOON)

    assert Comment.objects.count() == 0


def test_conversation_is_settled_and_taken_up_again(article, ada, iris):
    thread = comment_on(article, "Which judge?", by=ada, now=NOON)
    answer(thread, "Jones.", by=iris, now=NOON)

    resolve(thread, by=ada, now=NOON)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (ada, NOON)

    reply = answer(thread, "It was Smith.", by=iris, now=NOON)
    thread.refresh_from_db()
    assert (reply.thread, thread.resolved_by, thread.replies.count()) == (thread, None, 2)

    resolve(thread, by=ada, now=NOON)
    assert reopen_comment(thread, by=iris).resolved_at is None


def test_answer_to_an_answer_joins_the_conversation(article, ada):
    thread = comment_on(article, "Which judge?", by=ada, now=NOON)
    reply = answer(thread, "Jones.", by=ada, now=NOON)

    assert answer(reply, "Thanks.", by=ada, now=NOON).thread == thread


def test_colleague_who_is_called_is_waited_for_until_they_answer(article, ada, iris):
    thread = comment_on(article, "@Iris, @ada and @nobody: which judge? x@iris.org", by=ada, now=NOON)
    assert [(str(call), call.answered_at) for call in thread.mentions.all()] == [("@Reporter", None)]
    assert called_in(thread.text) == ([iris, ada], ["nobody"])

    answer(thread, "Jones.", by=iris, now=NOON)

    assert Mention.objects.open().count() == 0


@pytest.mark.parametrize("done", [resolve, note_seen])
def test_call_in_an_answer_is_answered_by_settling_or_seeing_it(article, ada, iris, done):
    thread = comment_on(article, "Which judge?", by=ada, now=NOON)
    answer(thread, "Ask @iris.", by=ada, now=NOON)

    done(thread, by=iris, now=NOON)

    assert Mention.objects.get().answered_at == NOON


def test_who_does_not_work_at_the_desk_says_nothing(article, ada):
    stranger = User.objects.create_user("stranger")
    thread = comment_on(article, "Which judge?", by=ada, now=NOON)

    for act in (
        lambda: comment_on(article, "Hello", by=stranger, now=NOON),
        lambda: answer(thread, "Hello", by=stranger, now=NOON),
        lambda: resolve(thread, by=stranger, now=NOON),
        lambda: reopen_comment(thread, by=stranger),
    ):
        with pytest.raises(NotAtTheDesk):
            act()

    assert Comment.objects.count() == 1


@pytest.mark.parametrize("broken", [{"block": "x"}, {"text": ""}, {"start": 3, "end": 1}])
def test_database_refuses_a_comment_that_is_broken(article, ada, broken):
    said = comment_on(article, "Which judge?", words="The judge", by=ada, now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=said.pk).update(**{"surface": "", **broken})
