"""The verbs of the guard: what a story's words outrun, and who stands for it."""

from dataclasses import dataclass
from datetime import datetime

from cases.actions import keep, remove
from cases.names import name_key
from cases.verb import verb
from newsroom.publishing.models import Story
from newsroom.publishing.staleness.actions import say_still_right
from newsroom.publishing.staleness.keeping import Rest
from newsroom.publishing.staleness.parts import SUPPRESSED, WORDING
from newsroom.wording.guard import Finding
from newsroom.wording.models import Clearance, SuppressedName
from newsroom.wording.quotations import unrecorded_quotations
from newsroom.wording.reading import as_published, draft_of, read_texts
from newsroom.wording.resting import rests_of
from newsroom.wording.rules import Severity


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
    """Everything the guard finds in the draft, in reading order.

    It does not wait for the link desk: names that are proposed are names, until somebody refuses them.
    """
    return story.once("judged", lambda: _judge(story))[0]


def read_by_guard(story: Story) -> list[Rest]:
    """What the draft's words, once published, rest on of the parties they name; and what is found in them."""
    judged, read = story.once("judged", lambda: _judge(story))
    cleared = {each.finding.fingerprint for each in judged if each.clearance}
    return rests_of(as_published(read), cleared)


def _judge(story):
    text = draft_of(story)
    (read,) = read_texts([text])
    found = [*read.findings, *unrecorded_quotations(text.words, text.cases, text.entities)]
    order = {block.id: place for place, block in enumerate(text.words)}
    cleared = {clearance.fingerprint: clearance for clearance in _clearances(story)}
    found.sort(key=lambda finding: (order[finding.block], finding.start, finding.end))
    return [Judged(finding, cleared.get(finding.fingerprint)) for finding in found], read


def wording_problems(story: Story) -> list[str]:
    """The findings that keep the story from readers, each with what to do about it."""
    return [
        f"{judged.finding.why} Say what the record says, or have it signed off with a reason."
        for judged in judge(story)
        if judged.stops
    ]


@verb
def clear_finding(story: Story, fingerprint: str, *, reason: str, by, now: datetime) -> Clearance:
    """Stand for words that the guard questions, also where readers have them and they were flagged.

    Raises NoSuchFinding, ValidationError without a reason.
    """
    found = next((j.finding for j in judge(story) if j.finding.fingerprint == fingerprint), None)
    if found is None:
        raise NoSuchFinding
    clearance = keep(
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
    cleared = set(_clearances(story).values_list("fingerprint", flat=True))
    for flag in story.stale_flags.undecided().filter(subject__in=(WORDING, SUPPRESSED)):
        if {each["fingerprint"] for each in flag.new["found"]} <= cleared:
            say_still_right(flag, reason=clearance.reason, by=by, now=now)
    return clearance


@verb
def suppress_name(suppressed: SuppressedName, *, by) -> SuppressedName:
    """Stop every story that names it from now on. Raises ValidationError for one without a ground."""
    suppressed.name_key = name_key(suppressed.name)
    return keep(suppressed, by=by)


@verb
def withdraw_clearance(clearance: Clearance, *, by) -> None:
    """No longer stand for the words."""
    remove(clearance, by=by)


def _clearances(story):
    return Clearance.objects.filter(story=story.pk).select_related("cleared_by")
