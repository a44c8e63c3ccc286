from datetime import timedelta

import pytest
import time_machine

from newsroom.articles.actions import save_article
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import PreviewAnswer
from newsroom.publishing.previews import open_preview, revoke_preview
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory
from tests.newsroom.pages.seen import words


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def invited(story, **details):
    said = {"for_whom": "counsel for Roe", "until": NOON + timedelta(days=1), "by": None, "now": NOON}
    link, token = open_preview(story, **said | details)
    return link, f"/preview/{token}/"


def answer(client, path, story, **details):
    said = {"verdict": "comment", "name": "A. Counsel", "text": "Fine.", "read": digest(story.content())}
    return client.post(path, said | details, follow=True)


@pytest.mark.parametrize("factory", [ArticleFactory, ExplainerFactory])
def test_outsider_reads_the_draft_without_signing_in(client, db, factory):
    story = factory()
    _, path = invited(story)

    response = client.get(path)

    assert response.status_code == 200
    assert story.headline in words(response)
    assert "For counsel for Roe, until " in response.text
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}


def test_outsider_answers(client, db):
    story = ArticleFactory()
    _, path = invited(story, may_approve=True)

    response = answer(client, path, story, verdict="approved", text="")

    assert "Thank you. The newsroom has your answer." in response.text
    assert [(a.name, a.verdict) for a in PreviewAnswer.objects.all()] == [("A. Counsel", "approved")]


def test_answer_to_a_text_that_changed_keeps_what_was_typed(client, db):
    story = ArticleFactory()
    _, path = invited(story)
    read = digest(story.content())
    story.body = "<p>Something else.</p>"
    save_article(story, by=None)

    response = answer(client, path, story, read=read, text="I object to the second line.")

    assert response.status_code == 422
    assert "The story was changed while you read it. Read it again, then answer." in response.text
    assert "I object to the second line.</textarea>" in response.text
    assert f'value="{digest(story.content())}"' in response.text


@pytest.mark.parametrize(
    "typed", [{"name": ""}, {"text": ""}, {"verdict": "maybe"}, {"verdict": "approved"}, {"text": "a\0b"}]
)
def test_answer_that_says_nothing_is_asked_again(client, db, typed):
    story = ArticleFactory()
    _, path = invited(story)

    assert answer(client, path, story, **typed).status_code == 422
    assert not PreviewAnswer.objects.exists()


def test_link_that_ended_says_so(client, db):
    story = ArticleFactory()
    link, path = invited(story)
    revoke_preview(link, by=None, now=NOON)

    for response in (client.get(path), answer(client, path, story)):
        assert response.status_code == 404
        assert "This link has been withdrawn. Ask the newsroom for a new one." in words(response)
        assert story.headline not in response.text


def test_link_of_nobody_says_so(client, db):
    response = client.get(f"/preview/{'x' * 43}/")

    assert response.status_code == 404
    assert "This link is not one of ours. Ask the newsroom that sent it." in words(response)
