"""Stories we have that tell what a new one tells, each with how alike they are and by what."""

from collections.abc import Iterator
from dataclasses import dataclass

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
# Read by the trigram index; the threshold that `%%` goes by is set for the transaction.
_HEADED_ALIKE = """
select id, similarity(upper(headline), upper(%s)) from newsroom_story
where upper(headline) %% upper(%s) order by 2 desc, id desc limit %s
"""


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
    for pk, share, by in (*_told_alike(text), *_headed_alike(headline)):
        shares[pk] = max(shares.get(pk, (0, "")), (share, by))
    best = sorted(shares, key=lambda pk: (-shares[pk][0], -pk))[:SHOWN]
    stories = Story.objects.in_bulk(best)
    return [Alike(stories[pk], *shares[pk]) for pk in best if pk in stories]


def _told_alike(text) -> Iterator[tuple[int, float, str]]:
    shingles = shingles_of(text)
    if len(shingles) < 2:
        return
    step = max(1, len(shingles) // ASKED)
    for pk, theirs in _sharing(shingles[::step][:ASKED]):
        share = share_in_common(shingles, theirs)
        if share >= ALIKE:
            yield pk, share, "text"


@transaction.atomic
def _sharing(shingles) -> list[tuple[int, list[int]]]:
    with connection.cursor() as cursor:
        # PostgreSQL cannot know how rare a run of words is, and would read the whole table.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(_TOLD_ALIKE, [shingles, MOST_READ])
        rows = cursor.fetchall()
        cursor.execute("set local enable_seqscan = on")
    return rows


def _headed_alike(headline) -> list[tuple[int, float, str]]:
    if not headline.strip():
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local pg_trgm.similarity_threshold = {ALIKE_HEADLINES}")
        cursor.execute(_HEADED_ALIKE, [headline, headline, SHOWN])
        return [(pk, share, "headline") for pk, share in cursor.fetchall()]
