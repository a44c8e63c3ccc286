"""Which stories mention a name that is new to the record: counted first, then read page by page.

A phrase query finds those with the words; the matcher tells which of them mean it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection

from cases.models import Case, Entity
from cases.names import name_key
from newsroom.linking.matching.proposals import Proposal
from newsroom.linking.matching.registry import Target
from newsroom.linking.matching.words import Paragraph, Text
from newsroom.linking.models import Link
from newsroom.linking.reading import as_written, proposals_of
from newsroom.linking.record import Recalled
from newsroom.publishing.models import Story

# Beyond this many a count says "more than".
COUNTED = 1000

# Of rare words the index knows all at once; of common ones the newest stories are met soon enough.
_HAVING = """
  select story_id from newsroom_storywords w
  where words @@ ({wordings}) and not exists (
    select from newsroom_link l where l.story_id = w.story_id and l.relation = 'mention'
    and (l.case_id = %(case)s or l.entity_id = %(entity)s)
    and (l.decision = 'accepted' or l.decision <> 'proposed' and l.wording = any(%(keys)s::text[]))
  )
"""
_COUNT = "select count(distinct story_id) from ({having} limit %(most)s) having_some"
_PAGE = """
with having_all as {materialized} ({having})
select distinct story_id from having_all where story_id < %(before)s order by story_id desc limit %(most)s
"""
_END = 2**62


@dataclass(frozen=True)
class Count:
    """How many stories have the words; `is_capped` where there are more than were counted."""

    stories: int
    is_capped: bool


@dataclass(frozen=True)
class Mention:
    """A story, and what the matcher proposes in it for the target."""

    story: Story
    proposals: list[Proposal]


@dataclass(frozen=True)
class Page:
    """Stories that mention the target, newest first; the next page begins `before` this number."""

    mentions: list[Mention]
    before: int | None


def wordings_of(target: Case | Entity) -> list[str]:
    """Every wording by which stories may mention the target."""
    if isinstance(target, Case):
        printed = [target.caption, *target.dockets.values_list("docket_number", flat=True)]
        keys = [name_key(words) for words in printed]
    else:
        keys = [target.name_key, *target.aliases.values_list("name_key", flat=True)]
    return sorted(set(filter(None, keys)))


def count_mentioning(target: Case | Entity, wordings: Sequence[str]) -> Count:
    """How many stories have one of the wordings, and no decision about the target yet."""
    if not wordings:
        return Count(0, is_capped=False)
    (found,) = _ask(_COUNT, target, wordings, most=COUNTED + 1)
    return Count(min(found, COUNTED), found > COUNTED)


def stories_mentioning(
    target: Case | Entity, wordings: Sequence[str], *, before: int | None = None, size: int = 20
) -> Page:
    """A page of the stories in which the matcher, reading them, means the target by the words."""
    count = count_mentioning(target, wordings)
    if not count.stories:
        return Page([], None)
    query = _PAGE.replace("{materialized}", "not materialized" if count.is_capped else "materialized")
    numbers = _ask(query, target, wordings, before=before or _END, most=size + 1)
    mentions = _verified(target, _stories(numbers[:size]), set(wordings))
    return Page(mentions, numbers[size - 1] if len(numbers) > size else None)


def _stories(numbers):
    found = Story.objects.select_related("article", "explainer").in_bulk(numbers)
    return [as_written(found[number]) for number in numbers if number in found]


def _verified(target, stories, wordings):
    """Read by the matcher: first the paragraphs with the words, and all of a story where they can't tell."""
    aim = Target(target._meta.model_name, target.pk)
    decided: dict[int, list[Link]] = {}
    for link in Link.objects.mentions().decided().filter(story__in=[s.pk for s in stories]).with_target():
        decided.setdefault(link.story_id, []).append(link)
    blocks = {story.pk: story.blocks() for story in stories}
    near = {pk: [block for block in each if _has(block, wordings)] for pk, each in blocks.items()}
    source = Recalled(Text(Paragraph(block.id, block.text) for each in near.values() for block in each))
    mentions = []
    for story in stories:
        links = decided.get(story.pk, [])
        found = _for(aim, proposals_of(near[story.pk], links, source))
        if near[story.pk] and not found:
            found = _for(aim, proposals_of(blocks[story.pk], links, Recalled(_text(blocks[story.pk]))))
        if found:
            mentions.append(Mention(story, found))
    return mentions


def _text(blocks):
    return Text(Paragraph(block.id, block.text) for block in blocks)


def _for(aim, proposals):
    return [proposal for proposal in proposals if proposal.is_strong and proposal.target == aim]


def _has(block, wordings: Collection[str]):
    key = f" {name_key(block.text)} "
    return any(f" {wording} " in key for wording in wordings)


def _ask(query, target, wordings, **details):
    """The numbers a query answers with; each wording stands in it as a constant, for the planner to weigh."""
    keys = [name_key(wording) for wording in wordings]
    phrases = " || ".join(f"phraseto_tsquery('simple', %(key{at})s)" for at in range(len(keys)))
    asked = {f"key{at}": key for at, key in enumerate(keys)} | {"keys": keys, "case": None, "entity": None}
    asked[target._meta.model_name] = target.pk
    with connection.cursor() as cursor:
        having = _HAVING.replace("{wordings}", phrases)
        cursor.execute(query.replace("{having}", having), asked | details)
        return [number for (number,) in cursor.fetchall()]
