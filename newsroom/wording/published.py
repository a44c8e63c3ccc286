"""Published words judged again: flagged where the record of a party has left them behind since.

What was found when an edition was published stands beside it, with how each party stood then. Words are
flagged that outrun the record and did not then, or that somebody stood for on another state of the record.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from cases.models import FormerSlug
from newsroom.publishing.models import Publication, SectionBasis, StaleFlag
from newsroom.publishing.staleness.keeping import ASKING_LOCK
from newsroom.publishing.staleness.parts import SUPPRESSED, WHOLE, WORDING, part_of_each, parts_of
from newsroom.wording.guard import Finding
from newsroom.wording.lines import lines_told
from newsroom.wording.models import Clearance
from newsroom.wording.reading import Text, TextRead, read_texts
from newsroom.wording.resting import is_new, told_of_entity, told_of_finding
from newsroom.wording.suppression import RULE

LONGEST = "30s"
OURS = (WORDING, SUPPRESSED)

type Place = tuple[int, str, str, int]  # story, part, subject, its number


@dataclass(frozen=True)
class Outrun:
    """What a part says today that it did not when it was published, and what the record told then."""

    old: dict
    new: dict
    changed: frozenset[int]  # the cases that tell otherwise of the party
    names_somebody: bool

    def says(self, flag: StaleFlag) -> bool:
        """Whether the flag says the same already."""
        return flag.new == self.new


@dataclass(frozen=True)
class Change:
    """When, and by whom, the record came to tell otherwise."""

    since: datetime
    by: int | None


def judge_stories(stories: Sequence[int], change: Change, *, now: datetime) -> None:
    """Flag what these stories say beyond the record, and take off what they no longer say.

    It is done in the transaction at hand, and nobody publishes until its end. The number of queries is
    always the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [ASKING_LOCK])
        cursor.execute("select set_config('statement_timeout', %s, true)", [LONGEST])
    editions = list(
        Publication.objects.to_be_kept_true(now).filter(story__in=stories).order_by("story", "number")
    )
    outrun = _outrun(editions) if editions else {}
    _flag(stories, outrun, change, now)


def _outrun(editions) -> dict[Place, Outrun]:
    """By place, what the edition that counts there says beyond the record; what readers have comes first."""
    today = _today([link for edition in editions for link in edition.content["links"]])
    reads = read_texts([_text(edition.content, today) for edition in editions])
    bases = defaultdict(dict)
    for basis in SectionBasis.objects.filter(publication__in=editions, subject__in=OURS):
        who = _who(basis, today)
        bases[basis.publication_id][basis.part, basis.subject, who] = basis.told
    signed = defaultdict(set)
    stories = {edition.story_id for edition in editions}
    cleared = Clearance.objects.filter(story__in=stories).values_list("story", "fingerprint")
    for story, fingerprint in cleared:
        signed[story].add(fingerprint)
    found: dict[Place, Outrun] = {}
    for edition, read in zip(editions, reads, strict=True):
        for place, outrun in _in_edition(edition, read, bases[edition.pk], signed[edition.story_id]):
            found.setdefault(place, outrun)
    return found


def _today(links):
    """By kind and former number, who stands today for what was merged."""
    numbers = {link[kind] for link in links for kind in ("case", "entity") if link[kind]}
    merged = FormerSlug.objects.filter(former_id__in=numbers)
    rows = merged.values_list("kind", "former_id", "case", "entity")
    return {(kind, former): case or entity for kind, former, case, entity in rows}


def _who(rests, today):
    """Whom a basis or a flag is about, by today's number."""
    if rests.subject == SUPPRESSED:
        return rests.subject_id
    return today.get(("entity", rests.subject_id), rests.subject_id)


def _text(content, today):
    blocks = [block for part in parts_of(content).values() for block in part.blocks]
    links = [
        link | {kind: today.get((kind, link[kind]), link[kind]) for kind in ("case", "entity")}
        for link in content["links"]
    ]
    return Text(lines_told(content), blocks, links)


def _in_edition(edition, read: TextRead, bases, signed):
    parts, grouped = part_of_each(edition.content), defaultdict(list)
    for finding in read.findings:
        part = parts.get(finding.block, WHOLE)
        if finding.suppressed:
            place = (SUPPRESSED, finding.suppressed)
        elif finding.entity:
            place = (WORDING, finding.entity)
        else:
            continue  # it speaks of a case that its part links: the part rests on that
        if finding.fingerprint not in signed and is_new(finding, bases.get((part, *place))):
            grouped[part, *place].append(finding)
    for (part, subject, pk), findings in grouped.items():
        if subject == SUPPRESSED:
            outrun = _suppressed(findings)
        else:
            outrun = _of_entity(read, pk, findings, bases.get((part, subject, pk)))
        yield (edition.story_id, part, subject, pk), outrun


def _suppressed(findings: list[Finding]):
    told = {"name": findings[0].subject, "may_be_named": False}
    new = told | {"found": [told_of_finding(finding) for finding in findings]}
    return Outrun(told | {"may_be_named": True}, new, frozenset(), names_somebody=True)


def _of_entity(read, entity, findings, then):
    new = told_of_entity(read, entity, findings)
    old = then or new | {"found": [], "may_be_named": True}
    was, stands = old["standings"], new["standings"]
    changed = {int(case) for case in was.keys() | stands.keys() if was.get(case) != stands.get(case)}
    is_named = any(finding.rule == RULE for finding in findings)
    return Outrun(old, new, frozenset(changed or map(int, stands)), names_somebody=is_named)


def _flag(stories, outrun: dict[Place, Outrun], change, now):
    rows = StaleFlag.objects.open(now).filter(story__in=stories, subject__in=OURS)
    rows = list(rows.select_for_update().order_by("pk"))
    entities = [{"entity": flag.subject_id, "case": None} for flag in rows if flag.subject == WORDING]
    today = _today(entities)
    decided, moved = {}, []
    for flag in rows:
        place = (flag.story_id, flag.part, flag.subject, _who(flag, today))
        decided[place] = flag
        if flag.resolved_at:
            continue  # by an edition still to come
        if place not in outrun:
            flag.outcome, flag.resolved_at = StaleFlag.Outcome.WENT_BACK, now
            moved.append(flag)
        elif not outrun[place].says(flag):
            flag.new, flag.changed_by_id = outrun[place].new, change.by
            moved.append(flag)
    StaleFlag.objects.bulk_update(moved, ["new", "changed_by", "outcome", "resolved_at"])
    _raise(outrun, decided, change)


def _raise(outrun, decided, change):
    flagged = _cases_flagged({story for story, *_ in outrun}, change) if outrun else {}
    raised = [
        StaleFlag(
            story_id=story,
            part=part,
            subject=subject,
            subject_id=pk,
            old=each.old,
            new=each.new,
            since=change.since,
            changed_by_id=change.by,
        )
        for (story, part, subject, pk), each in outrun.items()
        for flag in [decided.get((story, part, subject, pk))]
        if not (flag and (flag.resolved_at is None or each.says(flag)))
        and not _is_flagged(each, flagged.get((story, part), set()) | flagged.get((story, WHOLE), set()))
    ]
    # Another worker may have come to the same story by another subject.
    StaleFlag.objects.bulk_create(raised, ignore_conflicts=True)


def _is_flagged(outrun, cases):
    """Whether the part is flagged already for what changed, since it names the case too."""
    return not outrun.names_somebody and bool(outrun.changed) and outrun.changed <= cases


def _cases_flagged(stories, change):
    """By story and part, the cases that it is flagged for, or that somebody found it right for since."""
    flags = StaleFlag.objects.filter(story__in=stories, subject="case").filter(
        Q(resolved_at__isnull=True) | Q(outcome=StaleFlag.Outcome.STILL_RIGHT, resolved_at__gte=change.since)
    )
    rows = list(flags.values_list("story", "part", "subject_id"))
    today = _today([{"case": case, "entity": None} for _, _, case in rows])
    flagged = defaultdict(set)
    for story, part, case in rows:
        flagged[story, part].add(today.get(("case", case), case))
    return flagged
