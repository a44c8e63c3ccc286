"""The verbs of preview links."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from cases.actions import keep
from cases.verb import verb
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import PreviewAnswer, PreviewLink, Story

LONGEST = timedelta(days=30)
# One link is one reader or a few: more answers than that are no conversation.
MOST_ANSWERS = 100


class NoPreview(Exception):
    """The link leads nowhere (any more); the message is for whoever followed it."""


class NotTheSameWords(Exception):
    """The draft was changed while they read it: what they say would be of other words."""

    def __init__(self):
        super().__init__("The story was changed while you read it. Read it again, then answer.")


@verb
def open_preview(
    story: Story, *, for_whom: str, until: datetime, by, now: datetime, may_approve: bool = False
) -> tuple[PreviewLink, str]:
    """Make a link for somebody outside; return it with its token, which nobody can be told again.

    Raises ValidationError, also where it would last longer than 30 days.
    """
    if until > now + LONGEST:
        raise ValidationError("A link lasts 30 days at most: choose an earlier day, and send another then.")
    token = secrets.token_urlsafe(32)
    link = PreviewLink(
        story_id=story.pk,
        token_digest=_digest_of(token),
        for_whom=for_whom.strip(),
        may_approve=may_approve,
        opened_by=by,
        opened_at=now,
        expires_at=until,
    )
    return keep(link, by=by), token


@verb
def revoke_preview(link: PreviewLink, *, by, now: datetime) -> PreviewLink:
    """Let the link lead nowhere from now on; what was answered stays."""
    if link.revoked_at is None:
        link.revoked_by, link.revoked_at = by, now
        keep(link, by=by)
    return link


def preview_at(token: str, *, now: datetime) -> PreviewLink:
    """The open link of the token. Raises NoPreview."""
    link = PreviewLink.objects.filter(token_digest=_digest_of(token)).select_related("story").first()
    if link is None:
        raise NoPreview("This link is not one of ours. Ask the newsroom that sent it.")
    if link.state(now) != "open":
        raise NoPreview(f"This link has {_ended(link)}. Ask the newsroom for a new one.")
    return link


@verb
def answer_preview(
    link: PreviewLink, story: Story, *, verdict: str, name: str, text: str, read: str, by, now: datetime
) -> PreviewAnswer:
    """Keep what somebody said of the draft with the digest `read`; `story` knows its content.

    Who may not approve comments. Raises NotTheSameWords where the draft is another by now, NoPreview where
    the link has been answered too often, and ValidationError.
    """
    PreviewLink.objects.select_for_update().get(pk=link.pk)
    if digest(story.content()) != read:
        raise NotTheSameWords
    if link.answers.count() >= MOST_ANSWERS:
        raise NoPreview("This link has been answered many times. Write to the newsroom instead.")
    answer = PreviewAnswer(
        link=link,
        verdict=verdict if link.may_approve else PreviewAnswer.Verdict.COMMENT,
        name=name.strip(),
        text=text.strip(),
        digest=read,
        revision=story.revisions.filter(digest=read).first(),
        answered_at=now,
    )
    return keep(answer, by=by)


def _digest_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _ended(link):
    return "been withdrawn" if link.revoked_at else "expired"
