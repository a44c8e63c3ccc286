"""The verbs of the guard: what a story's words outrun, and who stands for it."""

from dataclasses import dataclass
from datetime import datetime

from cases.actions import keep, remove
from cases.models import Entity
from cases.names import name_key
from cases.verb import verb
from newsroom.publishing.models import Story
from newsroom.wording.guard import Finding, Mention, find
from newsroom.wording.lines import is_sure, lines_of, mentions_in
from newsroom.wording.models import Clearance, SuppressedName, WordingRule
from newsroom.wording.quotations import unrecorded_quotations
from newsroom.wording.rules import Severity
from newsroom.wording.standing import record_of
from newsroom.wording.suppression import hidden_names, suppressed_names

_TOLD = ("block", "start", "end", "surface", "entity", "case", "decision", "is_strong")


class NoSuchFinding(Exception):
    """The guard no longer says that: the words or the record have changed since it was shown."""

    def __init__(self):
        super().__init__(
            "The words or the record have changed since: read the findings again before you sign off."
        )


@dataclass(frozen=True)
class Judged:
    """A finding, and who stands for it if anybody does."""

    finding: Finding
    clearance: Clearance | None

    @property
    def stops(self) -> bool:
        """Whether it keeps the story from being published."""
        return self.finding.severity == Severity.SERIOUS and self.clearance is None


def judge(story: Story) -> list[Judged]:
    """Everything the guard finds in the draft, in reading order; the number of queries is always the same.

    It does not wait for the link desk: names that are proposed are names, until somebody refuses them.
    """
    lines, blocks = lines_of(story), story.blocks()
    words = [*lines, *blocks]
    links = list(story.links.not_refused().values(*_TOLD))
    cases, entities = ({link[kind] for link in links if link[kind]} for kind in ("case", "entity"))
    record = record_of(entities, cases)
    mentions = [_mention(link) for link in links if link["block"]]
    mentions += mentions_in(lines, links, record)
    rules = [rule.as_rule() for rule in WordingRule.objects.in_force()]
    found = find(words, mentions, record, rules)
    found += unrecorded_quotations(words, cases, entities)
    found += suppressed_names(words, SuppressedName.objects.all())
    found += hidden_names(words, mentions, Entity.objects.hidden(entities))
    order = {block.id: place for place, block in enumerate(words)}
    cleared = {clearance.fingerprint: clearance for clearance in _clearances(story)}
    found.sort(key=lambda finding: (order[finding.block], finding.start, finding.end))
    return [Judged(finding, cleared.get(finding.fingerprint)) for finding in found]


def wording_problems(story: Story) -> list[str]:
    """The findings that keep the story from readers, each with what to do about it."""
    return [
        f"{judged.finding.why} Say what the record says, or have it signed off with a reason."
        for judged in judge(story)
        if judged.stops
    ]


@verb
def clear_finding(story: Story, fingerprint: str, *, reason: str, by, now: datetime) -> Clearance:
    """Stand for words that the guard questions. Raises NoSuchFinding, ValidationError without a reason."""
    found = next((j.finding for j in judge(story) if j.finding.fingerprint == fingerprint), None)
    if found is None:
        raise NoSuchFinding
    return keep(
        Clearance(
            story_id=story.pk,
            fingerprint=fingerprint,
            rule=found.rule,
            surface=found.surface[:300],
            sentence=found.sentence,
            why=found.why,
            reason=reason.strip(),
            cleared_by=by,
            cleared_at=now,
        ),
        by=by,
    )


@verb
def suppress_name(suppressed: SuppressedName, *, by) -> SuppressedName:
    """Stop every story that names it from now on. Raises ValidationError for one without a ground."""
    suppressed.name_key = name_key(suppressed.name)
    return keep(suppressed, by=by)


@verb
def withdraw_clearance(clearance: Clearance, *, by) -> None:
    """No longer stand for the words."""
    remove(clearance, by=by)


def _mention(link):
    return Mention(
        link["block"], link["start"], link["end"], link["entity"], link["case"], is_sure=is_sure(link)
    )


def _clearances(story):
    return Clearance.objects.filter(story=story.pk).select_related("cleared_by")
