"""Stories we have that tell what a new one tells, each with how alike they are and by what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

from django.db import connection, transaction

from newsroom.articles.models import Article
from newsroom.articles.taken import canonical_key
from newsroom.prose.likeness import share_in_common, shingles_of
from newsroom.publishing.models import Story

# Runs of words asked for: enough to find any story that shares a paragraph, few enough for a million stories.
ASKED = 24
MOST_READ = 400
SHOWN = 8
# From here on two texts are told from one another by their editing only, or have one report in common.
ALIKE = 0.25
ALIKE_HEADLINES = 0.45

_TOLD_ALIKE = "select story_ptr_id, shingles from newsroom_article where shingles && %s::bigint[] limit %s"

# How many headlines have each word, as the planner knows it: of those it does not know, few.
_HOW_COMMON = """
select word, coalesce(share, 0) * (select greatest(reltuples, 0) from pg_class
  where oid = 'newsroom_story'::regclass)
from unnest(tsvector_to_array(to_tsvector('simple', %s))) word left join (
  select unnest(most_common_elems::text::text[]) as known, unnest(most_common_elem_freqs) as share
  from pg_stats where schemaname = any(current_schemas(false)) and tablename = 'story_by_headline'
) stats on known = word
order by 2, 1
"""
_HEADED_ALIKE = """
select id, similarity(upper(headline), upper(%s)) from (
  select id, headline from newsroom_story where to_tsvector('simple', headline) @@ %s::tsquery limit %s
) told order by 2 desc, id desc limit %s
"""
# A word that no more headlines have tells a story; of commoner ones several together do.
TELLING = 1000
TELLING_ASKED, ENOUGH = 6, 2
COMMON_ASKED, TOGETHER = 5, 3
HEADLINES_READ = 3000


@dataclass(frozen=True)
class Alike:
    """A story of ours, from 0 to 1 how like the new one it is, and by what."""

    story: Story
    share: float
    by: str

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def already_taken(url: str) -> Article | None:
    """The article that was taken from this very address, however it is spelt."""
    key = canonical_key(url)
    return Article.objects.filter(canonical_key=key).order_by("pk").first() if key else None


def stories_alike(headline: str, text: str) -> list[Alike]:
    """The stories that share its words, or are headed alike, the likest first."""
    shares: dict[int, tuple[float, str]] = {}
    with _by_index() as cursor:
        found = [*_told_alike(cursor, text), *_headed_alike(cursor, headline)]
    for pk, share, by in found:
        shares[pk] = max(shares.get(pk, (0, "")), (share, by))
    best = sorted(shares, key=lambda pk: (-shares[pk][0], -pk))[:SHOWN]
    stories = Story.objects.in_bulk(best)
    return [Alike(stories[pk], *shares[pk]) for pk in best if pk in stories]


def _told_alike(cursor, text) -> Iterator[tuple[int, float, str]]:
    shingles = shingles_of(text)
    if len(shingles) < 2:
        return
    step = max(1, len(shingles) // ASKED)
    cursor.execute(_TOLD_ALIKE, [shingles[::step][:ASKED], MOST_READ])
    for pk, theirs in cursor.fetchall():
        share = share_in_common(shingles, theirs)
        if share >= ALIKE:
            yield pk, share, "text"


def _headed_alike(cursor, headline) -> Iterator[tuple[int, float, str]]:
    """Found by the words that tell most, and only then compared: trigrams of all would be read too long."""
    cursor.execute(_HOW_COMMON, [headline])
    if asked := _telling(cursor.fetchall()):
        cursor.execute(_HEADED_ALIKE, [headline, asked, HEADLINES_READ, SHOWN])
        yield from ((pk, share, "headline") for pk, share in cursor.fetchall() if share >= ALIKE_HEADLINES)


def _telling(words: list[tuple[str, float]]) -> str:
    """A query for headlines with one of the rare words, or with several of the others together."""
    names = [f"'{word.replace('\\', '\\\\').replace("'", "''")}'" for word, _ in words]
    rare = [name for name, (_, count) in zip(names, words, strict=True) if count <= TELLING]
    least = names[: COMMON_ASKED if len(rare) < ENOUGH else 0]
    together = combinations(least, min(TOGETHER, len(least)))
    return " | ".join([*rare[:TELLING_ASKED], *(f"({' & '.join(some)})" for some in together if some)])


@contextmanager
def _by_index():
    """PostgreSQL cannot know how rare a run of words is, and would read the whole table."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        yield cursor
        cursor.execute("set local enable_seqscan = on")
