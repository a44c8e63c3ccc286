"""What an editor says to a link: yes, no, another, never, and more of it."""

import re
from datetime import datetime, timedelta

from cases.actions import add_alias
from cases.models import Alias, Case, Entity
from cases.names import name_key
from cases.verb import verb
from newsroom.linking.actions.placing import accepted, aimed_at, lock_story
from newsroom.linking.actions.proposing import propose_links
from newsroom.linking.matching.strength import is_weak_wording
from newsroom.linking.models import Link
from newsroom.linking.reading import as_written, wording_of
from newsroom.publishing.models import Story

Decision = Link.Decision

# What was decided before that was meant.
UNDONE_WITHIN = timedelta(hours=1)
MOST_SAID = 500

_POSSESSIVE = re.compile(r"[’']s$")


class NoLongerThere(Exception):
    """The link or proposal is gone: the text, or a colleague's decision, took it away meanwhile."""

    def __init__(self):
        super().__init__("The text or the links changed meanwhile. Look at the story again and decide anew.")


@verb
def accept_link(link: Link, *, by, now: datetime) -> Link:
    """Link the words for good; other proposals for any of them go. Raises NoLongerThere."""
    link = accepted(_current(link), by=by, now=now)
    _others_at(link).proposed().delete()
    return link


@verb
def accept_all_strong(story: Story, *, by, now: datetime) -> int:
    """Accept every strong proposal of the story at once; says how many."""
    lock_story(story.pk)
    return story.links.strong().update(decision=Decision.ACCEPTED, decided_by=by, decided_at=now)


@verb
def reject_link(link: Link, *, by, now: datetime) -> Link:
    """Say that these words, here, don't name this: not proposed again in this place. Raises NoLongerThere."""
    return _decide(_current(link), Decision.REJECTED, by=by, now=now)


@verb
def never_in_this_story(link: Link, *, by, now: datetime) -> Link:
    """Refuse these words for this target wherever they stand in the story, now and later."""
    link = _current(link)
    same = (
        link.story.links.mentions()
        .filter(wording=link.wording, case=link.case_id, entity=link.entity_id)
        .exclude(pk=link.pk)
    )
    same.exclude(decision=Decision.ACCEPTED).delete()
    link.block, link.start, link.end = "", None, None
    return _decide(link, Decision.NEVER, by=by, now=now)


@verb
def choose_another(link: Link, target: Case | Entity, *, by, now: datetime) -> Link:
    """Link the words to another target than proposed; that the first was wrong is kept."""
    link = _current(link)
    if link.target == target:
        return accept_link(link, by=by, now=now)
    _others_at(link).filter(decision__in=(Decision.PROPOSED, Decision.REJECTED), **aimed_at(target)).delete()
    refused = Link.objects.get(pk=link.pk)
    refused.pk = None
    link.case = link.entity = None
    for name, value in aimed_at(target).items():
        setattr(link, name, value)
    link.rule, link.score, link.is_strong, link.evidence = "", None, False, {}
    link = accepted(link, by=by, now=now)
    _others_at(link).proposed().delete()
    if link.block:
        _decide(refused, Decision.REJECTED, by=by, now=now)
    return link


@verb
def unlink(link: Link, *, by, now: datetime) -> None:
    """Take a link away. Its words are not proposed for the same target again in this place."""
    link = _current(link)
    if link.relation == Link.Relation.MENTION and link.block:
        _decide(link, Decision.REJECTED, by=by, now=now)
    else:
        link.delete()


@verb
def take_back(story: Story, *, by, now: datetime) -> list[Link]:
    """Undo what this editor last decided in the story, if it was within the hour; says what is open again.

    What was accepted, refused or chosen in one act is taken back together; the record proposes anew.
    """
    lock_story(story.pk)
    last = last_decision(story, by=by, now=now)
    if not last:
        return []
    undone = list(story.links.filter(decided_by=by, decided_at=last[0].decided_at))
    places = {(link.block, link.start, link.end) for link in undone if link.block}
    wordings = {link.wording for link in undone if link.decision == Decision.NEVER}
    story.links.filter(pk__in=[link.pk for link in undone]).delete()
    return [
        link
        for link in propose_links(story, by=by)
        if (link.block, link.start, link.end) in places or link.wording in wordings
    ]


@verb
def propose_again(link: Link, *, by) -> list[Link]:
    """Take back a refusal, whoever made it; says what is proposed for its words now."""
    link = _current(link)
    link.delete()
    story = as_written(link.story)
    return [
        each
        for each in propose_links(story, by=by)
        if each.wording == link.wording and (not link.block or each.block == link.block)
    ]


def last_decision(story: Story, *, by, now: datetime) -> list[Link]:
    """The links that this editor's last act decided, if `take_back` would undo it."""
    own = story.links.decided().filter(decided_by=by, decided_at__gte=now - UNDONE_WITHIN)
    newest = own.order_by("-decided_at").values("decided_at")[:1]
    return list(own.filter(decided_at=newest).with_target().order_by("decision", "pk")[:MOST_SAID])


@verb
def add_wording_as_alias(entity: Entity, wording: str, *, by) -> Alias:
    """Record words as another name of the entity: weak where alone they could name others.

    Raises ValidationError where it has this alias already.
    """
    name = _POSSESSIVE.sub("", " ".join(wording.split()))
    is_weak = is_weak_wording(name, of=entity.name, kind=entity.kind)
    is_acronym = name.isupper() and " " not in name
    strength = Alias.Strength.WEAK if is_weak else Alias.Strength.STRONG
    kind = Alias.Kind.ACRONYM if is_acronym else Alias.Kind.SHORT_NAME
    is_part = set(name_key(name).split()) < set(entity.name_key.split())
    kind = kind if is_acronym or is_part else Alias.Kind.OTHER
    return add_alias(entity, name, kind=kind, strength=strength, by=by)


def _current(link):
    """The link as it stands, locked: its story first, as a save does, so that neither undoes the other."""
    lock_story(link.story_id)
    found = Link.objects.select_for_update(of=("self",)).with_target().filter(pk=link.pk).first()
    if found is None:
        raise NoLongerThere
    return found


def _decide(link, decision, *, by, now):
    link.wording = wording_of(link.surface)
    link.decision, link.decided_by, link.decided_at = decision, by, now
    link.full_clean()
    link.save()
    return link


def _others_at(link):
    """The story's other links on any of the words."""
    return Link.objects.filter(
        story=link.story_id, block=link.block, start__lt=link.end or 0, end__gt=link.start or 0
    ).exclude(pk=link.pk)
