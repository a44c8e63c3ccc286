from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from newsroom.articles.actions import save_article
from newsroom.publishing.actions import record_revision
from newsroom.publishing.canonical import digest
from newsroom.publishing.previews import (
    LONGEST,
    MOST_ANSWERS,
    NoPreview,
    NotTheSameWords,
    answer_preview,
    open_preview,
    preview_at,
    revoke_preview,
)
from tests.factories.stories import NOON, ArticleFactory

TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def article(db):
    article = ArticleFactory()
    record_revision(article, by=None, now=NOON)
    return article


def opened(article, **details):
    said = {"for_whom": "counsel for Roe", "until": TOMORROW, "by": None, "now": NOON}
    return open_preview(article, **said | details)


def answered(link, article, **details):
    said = {"verdict": "comment", "name": "A. Counsel", "text": "Fine.", "read": digest(article.content())}
    return answer_preview(link, article, by=None, now=NOON, **said | details)


def test_link_is_found_by_its_token_and_keeps_only_a_digest_of_it(article):
    link, token = opened(article)

    assert preview_at(token, now=NOON) == link
    assert token not in str(vars(link))


@pytest.mark.parametrize("until", [TOMORROW, NOON + LONGEST])
def test_link_ends_at_its_moment(article, until):
    _, token = opened(article, until=until)

    with pytest.raises(NoPreview) as refusal:
        preview_at(token, now=until)

    assert str(refusal.value) == "This link has expired. Ask the newsroom for a new one."


def test_link_that_would_last_too_long_is_refused(article):
    with pytest.raises(ValidationError) as refusal:
        opened(article, until=NOON + LONGEST + timedelta(seconds=1))

    assert refusal.value.messages == [
        "A link lasts 30 days at most: choose an earlier day, and send another then."
    ]
    assert not article.preview_links.exists()


def test_revoked_link_leads_nowhere(article, editor):
    link, token = opened(article)

    revoke_preview(link, by=editor, now=NOON)
    revoke_preview(link, by=None, now=TOMORROW)

    with pytest.raises(NoPreview) as refusal:
        preview_at(token, now=NOON)
    assert str(refusal.value) == "This link has been withdrawn. Ask the newsroom for a new one."
    assert (link.revoked_by, link.revoked_at) == (editor, NOON)


def test_token_of_nobody_leads_nowhere(db):
    with pytest.raises(NoPreview) as refusal:
        preview_at("x" * 43, now=NOON)

    assert str(refusal.value) == "This link is not one of ours. Ask the newsroom that sent it."


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"until": NOON}, "The link must end after now."),
        ({"for_whom": " "}, "This field cannot be blank."),
    ],
)
def test_link_that_makes_no_sense_is_refused(article, details, message):
    with pytest.raises(ValidationError) as refusal:
        opened(article, **details)

    assert message in refusal.value.messages


def test_answer_is_bound_to_the_words_it_is_about(article):
    link, _ = opened(article, may_approve=True)

    answer = answered(link, article, verdict="approved")

    assert (answer.verdict, answer.digest) == ("approved", article.revisions.get().digest)
    assert answer.revision == article.revisions.get()


def test_answer_to_other_words_is_refused(article):
    link, _ = opened(article)
    read = digest(article.content())
    article.body = "<p>Something else.</p>"
    save_article(article, by=None)

    with pytest.raises(NotTheSameWords) as refusal:
        answered(link, article, read=read)

    assert str(refusal.value) == "The story was changed while you read it. Read it again, then answer."
    assert not link.answers.exists()


def test_who_may_not_approve_comments(article):
    link, _ = opened(article)

    assert answered(link, article, verdict="approved").verdict == "comment"


def test_comment_without_words_is_refused(article):
    link, _ = opened(article)

    with pytest.raises(ValidationError) as refusal:
        answered(link, article, text=" ")

    assert refusal.value.messages == ["Write what you want to say."]


def test_answers_come_to_an_end(article):
    link, _ = opened(article)
    one = answered(link, article)
    type(one).objects.bulk_create(
        type(one)(link=link, name="A", text="B", digest="c", answered_at=NOON)
        for _ in range(MOST_ANSWERS - 1)
    )

    with pytest.raises(NoPreview):
        answered(link, article)
