"""The words of every story as the matcher reads them, kept for finding who mentions a new name.

Those of the draft are always kept; those of an edition from when the draft begins to say other words, so that
what readers have is found too.
"""

import hashlib
from collections.abc import Iterable, Iterator

from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value

from cases.names import name_key
from newsroom.linking.matching.words import LONGEST
from newsroom.linking.models import PublishedWords
from newsroom.linking.reading import as_frozen
from newsroom.prose.blocks import Block
from newsroom.publishing.models import Publication, Story

# A tsvector remembers 256 places of a word and 16,383 in all: longer texts are kept in parts that overlap
# by as much as a name can be long.
PART = 1000
# Holds a place between two blocks, so that no phrase reaches from one into the next.
BREAK = "endofparagraph"


def note_words(story: Story, blocks: Iterable[Block]) -> None:
    """Keep the words of the story as they now are; nothing is written where they have not changed.

    Where they have, the words of the edition that readers have, and of one scheduled, are kept beside them.
    """
    parts = list(parts_of(block.text for block in blocks))
    digest = digest_of(parts)
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from newsroom_storywords where story_id = %s and digest <> %s", [story.pk, digest]
        )
        have_changed = cursor.rowcount > 0
        cursor.execute(
            "insert into newsroom_storywords (story_id, digest, words)"
            " select %s, %s, to_tsvector('simple', part) from unnest(%s::text[]) part"
            " where not exists (select from newsroom_storywords where story_id = %s)",
            [story.pk, digest, parts, story.pk],
        )
    if have_changed and story.state == Story.State.PUBLISHED:
        _note_editions(story)


def digest_of(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _note_editions(story):
    standing = story.publications.standing().order_by("-number")
    wanted = set(standing.values_list("pk", flat=True)[:2])
    kept = PublishedWords.objects.filter(story=story.pk)
    kept.exclude(edition__in=wanted).delete()
    missing = wanted - set(kept.values_list("edition", flat=True))
    for edition in Publication.objects.filter(pk__in=missing):
        parts = parts_of(block.text for block in as_frozen(edition.content))
        PublishedWords.objects.bulk_create(
            PublishedWords(
                story_id=story.pk, edition=edition, words=SearchVector(Value(part), config="simple")
            )
            for part in parts
        )


def parts_of(texts: Iterable[str]) -> Iterator[str]:
    words = [word for text in texts if text for word in (*name_key(text).split(), BREAK)]
    for at in range(0, len(words), PART):
        yield " ".join(words[max(0, at - LONGEST) : at + PART])
