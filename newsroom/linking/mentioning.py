"""Which stories mention a name that is new to the record: counted first, then read page by page.

A phrase query finds those with the words, in the draft or in what readers have; the matcher tells which of
them mean it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Max, Min

from cases.models import Case, Entity
from cases.names import name_key
from newsroom.linking.matching.proposals import Proposal
from newsroom.linking.matching.registry import Target
from newsroom.linking.matching.words import Paragraph, Text
from newsroom.linking.models import Link
from newsroom.linking.reading import Told, as_frozen, as_written, proposals_of
from newsroom.linking.record import Recalled
from newsroom.prose.blocks import Block
from newsroom.publishing.models import Publication, Story

# Beyond this many a count says "more than".
COUNTED = 1000
# With so many, words are common: to read on would take the longer the less there is left to find.
LOOKED_AT = 3000
# Of common words so many of the newest stories are asked at a time, and the page says how far it came.
WALKED = 5000

_WORDS = """
select w.story_id from newsroom_storywords w where w.words @@ ({wordings}) {within}
"""
# What readers have, or will have: an edition that none took the place of and nobody cancelled.
_PUBLISHED = """
select w.story_id from newsroom_publishedwords w
join newsroom_publication edition on edition.id = w.edition_id
where w.words @@ ({wordings}) and not exists (
  select from newsroom_publication newer
  where newer.story_id = edition.story_id and newer.number > edition.number
  and newer.effective_at <= %(now)s
  and not exists (select from newsroom_cancellation off where off.publication_id = newer.id)
) and not exists (select from newsroom_cancellation off where off.publication_id = edition.id)
{within}
"""
_HAVE = """
select story_id from newsroom_storywords
where words @@ phraseto_tsquery('simple', %(key)s) and story_id > %(after)s
"""
_HAD = _HAVE.replace("storywords", "publishedwords")
# The lines of a story are not among those words; the expression is that of the readers' search.
_HEADED = """
select story_id from newsroom_publication
where to_tsvector('english'::regconfig,
  coalesce(headline, '') || ' ' || coalesce(dek, '') || ' ' || coalesce(text, ''))
  @@ (plainto_tsquery('english', %(name)s) || plainto_tsquery('english', %(key)s)) and story_id > %(after)s
"""
_NAMING = (
    "select distinct story_id from (({}) union all ({}) union all ({})) naming order by 1 limit %(most)s"
)
_NAMING = _NAMING.format(_HAVE, _HAD, _HEADED)
_OPEN = """
not exists (
  select from newsroom_link l where l.story_id = having_some.story_id and l.relation = 'mention'
  and (l.case_id = %(case)s or l.entity_id = %(entity)s)
  and (l.decision = 'accepted' or l.decision <> 'proposed' and l.wording = any(%(keys)s::text[]))
)
"""
_COUNT = """
with having_some as materialized (({words} limit %(looked)s) union all ({published} limit %(looked)s)),
having_open as (select distinct story_id from having_some where {open} limit %(most)s)
select (select count(*) from having_open), (select count(*) from having_some)
"""
_PAGE = """
with having_some as materialized (({words}) union all ({published}))
select distinct story_id from having_some
where story_id < %(before)s and {open} order by story_id desc limit %(most)s
"""
_WITHIN = "and w.story_id < %(before)s and w.story_id >= %(from)s"
_END = 2**62


@dataclass(frozen=True)
class Count:
    """How many stories have the words; where that `is_least`, there are more of them than were looked at."""

    stories: int
    is_least: bool
    are_common: bool = False

    def __str__(self):
        if not self.is_least:
            return f"{self.stories:,}"
        return f"{'more than' if self.stories == COUNTED else 'at least'} {self.stories:,}"


@dataclass(frozen=True)
class Mention:
    """A story, and what the matcher proposes in it for the target.

    `edition` is the one that readers have, where only that has the words: the draft says others by now.
    """

    story: Story
    proposals: list[Proposal]
    edition: Publication | None = None


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


def count_mentioning(target: Case | Entity, wordings: Sequence[str], *, now: datetime) -> Count:
    """How many stories have one of the wordings, and no decision about the target yet; bounded."""
    if not wordings:
        return Count(0, is_least=False)
    limits = {"most": COUNTED + 1, "looked": LOOKED_AT}
    ((found, looked_at),) = _ask(_COUNT, target, wordings, now=now, **limits)
    are_common = looked_at >= LOOKED_AT
    return Count(min(found, COUNTED), is_least=are_common or found > COUNTED, are_common=are_common)


def numbers_mentioning(
    target: Case | Entity,
    wordings: Sequence[str],
    *,
    now: datetime,
    are_common: bool,
    before: int | None = None,
    size: int,
) -> tuple[list[int], int | None]:
    """The numbers of such stories, newest first, and before which the next are; None after the last."""
    details = {"before": before or _END, "most": size + 1, "now": now}
    if are_common:
        oldest, newest = Story.objects.aggregate(a=Min("pk"), b=Max("pk")).values()
        details["before"] = min(details["before"], newest + 1)
        details["from"] = details["before"] - WALKED
    found = [number for (number,) in _ask(_PAGE, target, wordings, **details)]
    if len(found) > size:
        return found[:size], found[size - 1]
    return found, details["from"] if are_common and details["from"] > oldest else None


def stories_mentioning(
    target: Case | Entity,
    wordings: Sequence[str],
    *,
    now: datetime,
    before: int | None = None,
    size: int = 20,
    count: Count | None = None,
) -> Page:
    """A page of the stories in which the matcher, reading them, means the target by the words.

    Of common words only the newest stories are read for a page, which may then be short, or empty.
    """
    count = count or count_mentioning(target, wordings, now=now)
    if not (count.stories or count.are_common):
        return Page([], None)
    numbers, following = numbers_mentioning(
        target, wordings, now=now, are_common=count.are_common, before=before, size=size
    )
    return Page(_verified(target, _stories(numbers), set(wordings), now), following)


def stories_with(name: str, *, after: int, most: int) -> list[int]:
    """The next stories that have the name in the draft or in an edition that was once published.

    Some may only look as if they had: whoever reads them tells.
    """
    asked = {"key": name_key(name), "name": name, "after": after, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_NAMING, asked)
        return [story for (story,) in cursor.fetchall()]


def means(target: Case | Entity, blocks: list[Block], links: Iterable[Told] = ()) -> list[Proposal]:
    """What the matcher, reading a whole text, proposes for the target."""
    aim = Target(target._meta.model_name, target.pk)
    return _for(aim, proposals_of(blocks, links, Recalled(_text(blocks))))


def _stories(numbers):
    found = Story.objects.select_related("article", "explainer").in_bulk(numbers)
    return [as_written(found[number]) for number in numbers if number in found]


def _verified(target, stories, wordings, now):
    """Read by the matcher: first the paragraphs with the words, and all of a story where they can't tell."""
    links = Link.objects.mentions().decided().filter(story__in=[s.pk for s in stories]).told()
    decided: dict[int, list[Told]] = {}
    for link in links:
        decided.setdefault(link.story_id, []).append(link)
    drafts = _meant(target, {story.pk: story.blocks() for story in stories}, wordings, decided)
    left = [story.pk for story in stories if not drafts[story.pk] and story.state == Story.State.PUBLISHED]
    editions = {each.story_id: each for each in Publication.objects.current(now).filter(story__in=left)}
    frozen = {story: as_frozen(edition.content) for story, edition in editions.items()}
    published = _meant(target, frozen, wordings, {})
    mentions = [
        Mention(story, drafts[story.pk])
        if drafts[story.pk]
        else Mention(story, published.get(story.pk, []), editions.get(story.pk))
        for story in stories
    ]
    return [mention for mention in mentions if mention.proposals]


def _meant(target, blocks, wordings, decided):
    """By number of the story, what the matcher proposes for the target in its blocks."""
    aim = Target(target._meta.model_name, target.pk)
    near = {pk: [block for block in each if _has(block, wordings)] for pk, each in blocks.items()}
    source = (
        Recalled(_text(block for each in near.values() for block in each)) if any(near.values()) else None
    )
    found = {}
    for pk, each in near.items():
        links = decided.get(pk, [])
        found[pk] = _for(aim, proposals_of(each, links, source)) if each else []
        if each and not found[pk]:
            found[pk] = means(target, blocks[pk], links)
    return found


def _text(blocks):
    return Text(Paragraph(block.id, block.text) for block in blocks)


def _for(aim, proposals):
    return [proposal for proposal in proposals if proposal.is_strong and proposal.target == aim]


def _has(block, wordings: Collection[str]):
    key = f" {name_key(block.text)} "
    return any(f" {wording} " in key for wording in wordings)


def _ask(query, target, wordings, **details):
    """The rows a query answers with; each wording stands in it as a constant, for the planner to weigh."""
    keys = [name_key(wording) for wording in wordings]
    phrases = " || ".join(f"phraseto_tsquery('simple', %(key{at})s)" for at in range(len(keys)))
    asked = {f"key{at}": key for at, key in enumerate(keys)} | {"keys": keys, "case": None, "entity": None}
    asked[target._meta.model_name] = target.pk
    query = query.format(words=_WORDS, published=_PUBLISHED, open=_OPEN)
    query = query.format(wordings=phrases, within=_WITHIN if "from" in details else "")
    with connection.cursor() as cursor:
        cursor.execute(query, asked | details)
        return cursor.fetchall()
