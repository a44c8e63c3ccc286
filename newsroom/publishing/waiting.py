"""What lies on somebody's desk: their work, what waits for them, what was sent back, what is to come."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Subquery

from newsroom.publishing.models import (
    Assignment,
    Mention,
    Publication,
    Revision,
    SignOff,
    StaleFlag,
    Step,
    Story,
)
from newsroom.publishing.stages import LEGAL_IF_CRIMINAL, SIGNS, Sign, Stage

SHOWN = 25


@dataclass(frozen=True)
class Desk:
    """Each list with the soonest, or the latest, first; no more than a desk can hold."""

    mine: list[Assignment] = field(default_factory=list)
    to_review: list[Story] = field(default_factory=list)
    to_sign: list[tuple[Sign, Story]] = field(default_factory=list)
    calls: list[Mention] = field(default_factory=list)
    flags: list[StaleFlag] = field(default_factory=list)
    sent_back: list[Story] = field(default_factory=list)
    scheduled: list[Publication] = field(default_factory=list)

    @property
    def waits(self) -> int:
        return len(self.to_review) + len(self.to_sign) + len(self.calls) + len(self.flags)


def desk_of(user, now: datetime) -> Desk:
    """Everything that concerns the user; the number of queries is the same however much it is."""
    if not user.has_perm("newsroom.view_article"):
        return Desk()
    mine = user.assignments.open().select_related("story", "assigned_by").soonest_first()
    calls = Mention.objects.open().filter(person=user).select_related("comment__story", "comment__by")
    return Desk(
        mine=list(mine[:SHOWN]),
        to_review=list(_to_review(user)[:SHOWN]),
        to_sign=[(kind, story) for kind in (Sign.LEGAL, Sign.FACT_CHECK) for story in _to_sign(user, kind)],
        calls=list(calls.order_by("-pk")[:SHOWN]),
        flags=list(user.stale_flags.open(now).select_related("story").in_turn()[:SHOWN]),
        sent_back=list(_sent_back(user)[:SHOWN]),
        scheduled=list(
            Publication.objects.scheduled(now)
            .select_related("story")
            .defer("content", "text")
            .soonest_first()[:SHOWN]
        ),
    )


def _to_review(user):
    """Submitted by others, the longest waiting first."""
    if not user.has_perm(SIGNS[Sign.EDITOR]):
        return Story.objects.none()
    stories = _with_last(Story.objects.filter(stage=Stage.IN_REVIEW), "submit_for_review")
    return stories.exclude(last_by=user.pk).order_by("last_at", "pk")


def _to_sign(user, kind):
    """Those under review that need the sign-off, and have none for their newest revision."""
    if not user.has_perm(SIGNS[kind]):
        return Story.objects.none()
    needs = Q(needs__contains=[kind]) | Q(section__needs__contains=[kind])
    if kind == Sign.LEGAL:
        criminal = Story.links.rel.related_model.objects.filter(
            story=OuterRef("pk"), relation="about", decision="accepted", case__kind="criminal"
        )
        needs |= Q(section__needs__contains=[LEGAL_IF_CRIMINAL]) & Exists(criminal)
    newest = Revision.objects.filter(story=OuterRef("story")).order_by("-number").values("digest")[:1]
    signed = SignOff.objects.standing().filter(story=OuterRef("pk"), kind=kind, digest=Subquery(newest))
    waiting = Story.objects.filter(needs, stage__in=[Stage.IN_REVIEW, Stage.APPROVED])
    return waiting.filter(~Exists(signed)).order_by("pk")[:SHOWN]


def _sent_back(user):
    """What the user submitted, or has to write; for who reviews, everything."""
    stories = _with_last(Story.objects.filter(stage=Stage.SENT_BACK), "send_back")
    if not user.has_perm(SIGNS[Sign.EDITOR]):
        submitted = Step.objects.filter(story=OuterRef("pk"), name="submit_for_review", by=user)
        has_it = Assignment.objects.open().filter(story=OuterRef("pk"), person=user)
        stories = stories.filter(Exists(submitted) | Exists(has_it))
    return stories.order_by("-last_at", "-pk")


def _with_last(stories, name):
    """With who took the story through its last step of the name, when and why."""
    last = Step.objects.filter(story=OuterRef("pk"), name=name).order_by("-pk")
    named = {"last_by": "by", "last_at": "at", "last_why": "why"}
    return stories.annotate(**{as_: Subquery(last.values(column)[:1]) for as_, column in named.items()})
