"""What publishing does about bases and flags, in its own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.text import Truncator

from newsroom.publishing.models import Publication, SectionBasis, StaleFlag, Story
from newsroom.publishing.staleness.parts import (
    SUPPRESSED,
    WHOLE,
    WORDING,
    Part,
    Subject,
    bases_of,
    part_of_each,
    parts_of,
)
from newsroom.publishing.staleness.telling import said_of, subject_in

NUMBER = "number"

# Shared by every change of the record at its commit: see the migration `flags_at_commit`.
ASKING_LOCK = 0x0E0D_0007

KEEP = """
insert into newsroom_sectionbasis (publication_id, part, subject, subject_id, told)
select %s, part, subject, subject_id, told
from unnest(%s::text[], %s::text[], %s::bigint[]) asked (part, subject, subject_id)
join lateral (select newsroom_told(subject, subject_id) as told) answer on true
"""


@dataclass(frozen=True)
class Rest:
    """That words of a block speak of an entity, how it stands then, and what is `found` in them already."""

    block: str
    entity: int
    told: dict


def ask_alone() -> None:
    """Until the end of the transaction no change of the record is committed, and all that were are seen."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ASKING_LOCK])


def keep_bases(edition: Publication, *, now: datetime) -> None:
    """Let the edition's parts rest on what the record tells at this moment."""
    if edition.verb == Publication.Verb.WITHDRAW:
        return  # what comes back later is what was read last
    ask_alone()  # last, when nothing else is waited for
    if edition.effective_at <= now:
        SectionBasis.objects.filter(publication__story=edition.story_id).delete()
    bases = sorted(bases_of(edition.content))
    rows = [(part, subject, pk) for part, (subject, pk) in bases if subject != NUMBER]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [edition.pk, *map(list, zip(*rows, strict=True))])
    _keep_numbers(edition, [(part, pk) for part, (subject, pk) in bases if subject == NUMBER])


def _keep_numbers(edition, places):
    """What a number is told to be is what was published; the record's own function knows nothing of it."""
    if not places:
        return
    numbers = {each.number: told_of(each.told, each.key) for each in edition.numbers.filter(is_live=False)}
    SectionBasis.objects.bulk_create(
        SectionBasis(publication=edition, part=part, subject=NUMBER, subject_id=pk, told=numbers[pk])
        for part, pk in places
    )


def keep_wording(edition: Publication, rests: Iterable[Rest]) -> None:
    """Let the edition's parts rest on how the parties stood that their words speak of."""
    places = part_of_each(edition.content)
    kept: dict[tuple[str, int], SectionBasis] = {}
    for rest in rests:
        part = places.get(rest.block, WHOLE)
        if before := kept.get((part, rest.entity)):
            before.told["found"] += rest.told["found"]
        else:
            kept[part, rest.entity] = SectionBasis(
                publication=edition, part=part, subject=WORDING, subject_id=rest.entity, told=rest.told
            )
    if kept:
        SectionBasis.objects.bulk_create(kept.values())


def told_of(told: dict, key: str) -> dict:
    """Of a published number, what a part rests on."""
    names = ("title", "words", "value", "threshold", "threshold_unit")
    units = {name: told[name] for name in ("unit", "unit_one", "unit_in_text") if told.get("unit_in_text")}
    return {"key": key, **units, **{name: told[name] for name in names}}


def left_undecided(story: Story, content: dict) -> list[StaleFlag]:
    """The story's flags on parts that `content` leaves as readers have them."""
    flags = list(story.stale_flags.undecided().in_turn())
    if not flags:
        return []
    last = _last_readable(story)
    before, after = parts_of(last.content), parts_of(content)
    return [flag for flag in flags if _reads_as_before(flag, before, after, last.content, content)]


def stale_problems(story: Story, content: dict) -> list[str]:
    """What must be decided before the next edition, each with what to do about it."""
    flags = left_undecided(story, content)
    parts = parts_of(content) if flags else {}
    return [_problem(flag, parts.get(flag.part)) for flag in flags]


def resolve_updated(story: Story, *, by, at: datetime) -> None:
    """Close the flags of parts that an edition words anew, from the moment readers have it."""
    story.stale_flags.undecided().update(outcome=StaleFlag.Outcome.UPDATED, resolved_by=by, resolved_at=at)


def reopen(edition: Publication) -> None:
    """The edition was called off: what it would have decided is undecided again."""
    decided = StaleFlag.objects.filter(
        story=edition.story_id, outcome=StaleFlag.Outcome.UPDATED, resolved_at=edition.effective_at
    )
    raised_since = StaleFlag.objects.undecided().filter(
        story=OuterRef("story"),
        part=OuterRef("part"),
        subject=OuterRef("subject"),
        subject_id=OuterRef("subject_id"),
    )
    decided.filter(~Exists(raised_since)).update(outcome="", resolved_by=None, resolved_at=None)


def postpone(edition: Publication, at: datetime) -> None:
    """The edition takes effect at another time: until then, what it decides is open to readers."""
    StaleFlag.objects.filter(
        story=edition.story_id, outcome=StaleFlag.Outcome.UPDATED, resolved_at=edition.effective_at
    ).update(resolved_at=at)


def heading_of(part: Part | None) -> str:
    """How the desk calls a part: by its heading, or by how it begins."""
    if part is None:
        return "The story as a whole"
    return part.heading or Truncator(part.blocks[0].spoken(part.said)).chars(60)


def _last_readable(story):
    return story.publications.standing().exclude(verb=Publication.Verb.WITHDRAW).order_by("-number").first()


def _reads_as_before(flag, before: dict[str, Part], after: dict[str, Part], old: dict, new: dict) -> bool:
    key = flag.part
    if flag.subject == NUMBER:
        return key in after and _says(old, flag.subject_id) == _says(new, flag.subject_id)
    if flag.subject in (WORDING, SUPPRESSED):
        return _still_says(flag, new, after)
    if key == WHOLE:
        return [part.text for part in before.values()] == [part.text for part in after.values()] and all(
            old[name] == new[name] for name in ("headline", "dek")
        )
    return key in after and key in before and before[key].text == after[key].text


def _still_says(flag, content, parts) -> bool:
    """Whether one of the sentences in which the words were found stands there still."""
    if flag.part == WHOLE:
        heads = [section["heading"] for section in content.get("sections", ())]
        text = "\n".join([*(content.get(name, "") for name in ("headline", "question", "dek")), *heads])
    else:
        text = parts[flag.part].text if flag.part in parts else ""
    return any(found["sentence"] in text for found in flag.new["found"])


def _says(content, number):
    return content.get("counted", {}).get(str(number), {}).get("words")


def _problem(flag, part: Part | None):
    name = f"“{heading_of(part)}”" if part else heading_of(part)
    if part and part.heading:
        name = f"Section {name}"
    changes = "; ".join(f"{each.what}: {each.old} → {each.new}" for each in said_of(flag.old, flag.new))
    about: Subject = subject_in(flag)
    return (
        f"{name} rests on {about}, which has changed ({changes}): update it, or say that it is still right."
    )
