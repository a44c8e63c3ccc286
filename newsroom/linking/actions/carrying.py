"""A name carried into all the stories that mention it, in the background: begun, gone on with, ended."""

import logging
from datetime import datetime

from django.db import OperationalError, transaction
from django.tasks import task
from django.utils import timezone

from cases.models import Case, Entity
from cases.verb import verb
from newsroom.linking.actions.placing import aimed_at
from newsroom.linking.actions.spreading import Outcome, link_everywhere
from newsroom.linking.mentioning import Count, count_mentioning, numbers_mentioning, wordings_of
from newsroom.linking.spread import Spread, SpreadStory
from newsroom.publishing.models import Story

logger = logging.getLogger(__name__)

FIRST = 2**62
BATCH = 20
# What whoever asks for it must be allowed to, also when their turn comes.
NEEDED = ("newsroom.change_article", "newsroom.change_explainer", "newsroom.publish_story")
MAY_NOT = "Whoever began it may not publish any more."
FAILED = "It could not be linked: decide at its link desk. ({})"


@verb
def begin_spread(target: Case | Entity, *, by, now: datetime) -> Spread:
    """Have the target linked wherever stories mention it; one that is under way already is gone on with."""
    type(target).objects.select_for_update().get(pk=target.pk)
    spread = Spread.objects.of(target).filter(ended_at__isnull=True).first()
    if spread is None:
        count = count_mentioning(target, wordings_of(target), now=now)
        spread = Spread.objects.create(
            **aimed_at(target), counted=str(count), before=FIRST, started_by=by, started_at=now
        )
    carry.enqueue(spread.pk)
    return spread


@task
def carry(number):
    """A few stories to a job, so that a worker that is told to end need not wait for a thousand."""
    if go_on(number, now=timezone.now()):
        carry.enqueue(number)


def go_on(number: int, *, now: datetime, batch: int = BATCH) -> bool:
    """Do the next few stories, each exactly once whatever happens meanwhile; say whether any are left."""
    spread = Spread.objects.select_related("case", "entity", "started_by").get(pk=number)
    if spread.ended_at:
        return False
    if spread.started_by and not spread.started_by.has_perms(NEEDED):
        end_spread(spread, by=spread.started_by, now=now, why=MAY_NOT)
        return False
    wordings = wordings_of(spread.target)
    count = count_mentioning(spread.target, wordings, now=now) if wordings else Count(0, is_least=False)
    numbers, following = numbers_mentioning(
        spread.target, wordings, now=now, are_common=count.are_common, before=spread.before, size=batch
    )
    for story in numbers:
        _settle(spread, story, now=now)
    if following is None:
        end_spread(spread, by=spread.started_by, now=now)
        return False
    Spread.objects.filter(pk=number, before__gt=following).update(before=following)
    return True


@verb
def carry_into(spread: Spread, story: Story, *, by, now: datetime) -> Outcome | None:
    """Link it in one story and cross that off, in one transaction; None where another worker was quicker."""
    locked = Spread.objects.select_for_update().get(pk=spread.pk)
    if locked.ended_at or locked.before <= story.pk:
        return None
    (outcome,) = link_everywhere(spread.target, [story], by=by, now=now)
    _cross_off(locked, outcome)
    return outcome


@verb
def end_spread(spread: Spread, *, by, now: datetime, why: str = "") -> None:
    """It is done, or goes no further."""
    Spread.objects.filter(pk=spread.pk, ended_at__isnull=True).update(ended_at=now, stopped=why[:200])


def _settle(spread, number, *, now):
    story = Story.objects.select_related("article", "explainer").get(pk=number)
    try:
        carry_into(spread, story, by=spread.started_by, now=now)
    except OperationalError:  # of the connection, or a deadlock: the whole job is tried again
        raise
    except Exception as error:  # whatever it is, it must not keep the others
        logger.exception("%s could not be carried into story %s.", spread.target, number)
        with transaction.atomic():
            locked = Spread.objects.select_for_update().get(pk=spread.pk)
            _cross_off(locked, Outcome(story, [], needs_you=[FAILED.format(type(error).__name__)]))


def _cross_off(spread, outcome):
    if outcome.links or outcome.needs_you:
        SpreadStory.objects.create(
            spread=spread,
            story_id=outcome.story.pk,
            links=len(outcome.links),
            edition=outcome.edition,
            needs_you=outcome.needs_you,
        )
    spread.before, spread.looked_at = outcome.story.pk, spread.looked_at + 1
    spread.save(update_fields=["before", "looked_at"])
