"""Comments at the desk: a panel on the form, a page of its own, and what is refused."""

import pytest
import time_machine
from django.urls import reverse

from newsroom.publishing.commenting import comment_on, resolve
from newsroom.publishing.models import Comment
from tests.factories.browser import filled
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def article(db):
    return ArticleFactory()


def at(story, name="comments"):
    return reverse(f"admin:newsroom_article_{name}", args=[story.pk])


def speak(desk, story, **typed):
    return desk.post(at(story), {"comment": "yes", **typed}, follow=True)


def test_comment_on_words_is_shown_beside_them(desk, article):
    response = speak(desk, article, words="The judge", text="Which one, @nobody?")

    assert "<blockquote>The judge</blockquote>" in response.text
    assert [str(message) for message in response.context["messages"]] == [
        "Nobody here is called @nobody: it stays as words."
    ]
    assert "<blockquote>The judge</blockquote>" in desk.get(at(article, "change")).text


def test_script_gets_the_panel_alone(desk, article):
    response = desk.post(
        at(article), {"comment": "yes", "text": "Which judge?"}, headers={"X-Panel": "comments"}
    )

    assert response.text.startswith('<section id="desk-comments"')
    assert "Which judge?" in response.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"words": "Nobody said this", "text": "Who?"}, "words"),
        ({"words": "a\0b", "text": "Who?"}, "words"),
        ({"text": ""}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"text": "Who?", "occurrence": "0"}, "occurrence"),
    ],
)
def test_comment_that_cannot_stand_is_refused_and_stays_typed(desk, article, typed, field):
    response = speak(desk, article, **typed)

    form = response.context["comments"]["form"]
    assert list(form.errors) == [field]
    assert form["text"].value() == typed["text"]
    assert Comment.objects.count() == 0


def test_comment_is_answered_settled_reopened_and_seen(desk, article, administrator):
    thread = comment_on(article, "@administrator: which judge?", by=None, now=NOON)

    desk.post(at(article), {"seen": thread.pk})
    assert thread.mentions.get().answered_at == NOON
    desk.post(at(article), {"answer": thread.pk, "text": "Jones."})
    desk.post(at(article), {"resolve": thread.pk})
    settled = desk.get(at(article))
    desk.post(at(article), {"reopen": thread.pk})

    assert "Settled by Administrator." in settled.text
    thread.refresh_from_db()
    assert ([reply.text for reply in thread.replies.all()], thread.resolved_at) == (["Jones."], None)


def test_empty_answer_is_refused(desk, article):
    thread = comment_on(article, "Which judge?", by=None, now=NOON)

    response = desk.post(at(article), {"answer": thread.pk, "text": ""})

    assert [str(message) for message in response.context["messages"]] == ["This field is required."]
    assert thread.replies.count() == 0


@pytest.mark.parametrize("number", ["", "x", "\0", "99999999999999999999", "foreign"])
def test_comment_of_another_story_is_not_found(desk, article, number):
    foreign = comment_on(ArticleFactory(), "Which judge?", by=None, now=NOON)

    response = desk.post(at(article), {"resolve": foreign.pk if number == "foreign" else number})

    assert response.status_code == 404
    assert Comment.objects.open().count() == 1


def test_words_that_are_gone_are_said_to_be(desk, article):
    comment_on(article, "Which judge?", words="The judge", by=None, now=NOON)
    page = desk.get(at(article, "change"))

    desk.post(at(article, "change"), filled(page, body="<p>Roe was sued.</p>"))

    assert '<blockquote class="is-lost">The judge' in desk.get(at(article)).text


@pytest.mark.parametrize("role", ["reporter", "editor", "legal", "publisher", "administrator"])
def test_every_role_may_comment(client, article, role):
    client.force_login(member(role, f"{role}-2"))

    speak(client, article, text="Which judge?")

    assert Comment.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_comments_page_asks_as_often_however_many_there_are(desk, article, count, django_assert_num_queries):
    for _ in range(count):
        comment_on(article, "Which judge?", words="The judge", by=None, now=NOON)
        resolve(comment_on(article, "Which court?", by=None, now=NOON), by=None, now=NOON)
    desk.get(at(article))

    with django_assert_num_queries(8):
        desk.get(at(article))
