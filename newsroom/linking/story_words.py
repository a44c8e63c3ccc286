"""The words of every story as the matcher reads them, kept for finding who mentions a new name."""

import hashlib
from collections.abc import Iterable, Iterator

from django.db import connection

from cases.names import name_key
from newsroom.linking.matching.words import LONGEST
from newsroom.prose.blocks import Block
from newsroom.publishing.models import Story

# A tsvector remembers 256 places of a word and 16,383 in all: longer texts are kept in parts that overlap
# by as much as a name can be long.
PART = 1000
# Holds a place between two blocks, so that no phrase reaches from one into the next.
BREAK = "endofparagraph"


def note_words(story: Story, blocks: Iterable[Block]) -> None:
    """Keep the words of the story as they now are; nothing is written where they have not changed."""
    parts = list(parts_of(block.text for block in blocks))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from newsroom_storywords where story_id = %s and digest <> %s", [story.pk, digest]
        )
        cursor.execute(
            "insert into newsroom_storywords (story_id, digest, words)"
            " select %s, %s, to_tsvector('simple', part) from unnest(%s::text[]) part"
            " where not exists (select from newsroom_storywords where story_id = %s)",
            [story.pk, digest, parts, story.pk],
        )


def parts_of(texts: Iterable[str]) -> Iterator[str]:
    words = [word for text in texts if text for word in (*name_key(text).split(), BREAK)]
    for at in range(0, len(words), PART):
        yield " ".join(words[max(0, at - LONGEST) : at + PART])
