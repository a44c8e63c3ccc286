"""Stale flags as the desk reads them: which words, what changed, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.publishing.models import Publication, StaleFlag
from newsroom.publishing.staleness.keeping import heading_of
from newsroom.publishing.staleness.parts import as_spoken, parts_of, sentences_on
from newsroom.publishing.staleness.telling import Step, said_of, subject_in


@dataclass(frozen=True)
class FlagInWords:
    """A flag with the sentences concerned, as the newest edition has them, and what is found in them."""

    flag: StaleFlag
    heading: str
    sentences: list[str]
    subject: str
    steps: list[Step]
    found: list[str]


def in_words(flags: Iterable[StaleFlag]) -> list[FlagInWords]:
    """The flags as they read; one query for all."""
    flags = list(flags)
    contents = _contents({flag.story_id for flag in flags})
    parts = {story: parts_of(content) for story, content in contents.items()}
    return [_told(flag, parts[flag.story_id].get(flag.part), contents[flag.story_id]) for flag in flags]


def _contents(stories):
    editions = (
        Publication.objects.standing().filter(story__in=stories).exclude(verb=Publication.Verb.WITHDRAW)
    )
    newest = editions.order_by("story", "-number").distinct("story")
    return dict(newest.values_list("story", "content"))


def _told(flag, part, content):
    found = (flag.new or {}).get("found", [])
    return FlagInWords(
        flag=flag,
        heading=heading_of(part),
        sentences=_sentences(flag, part, content, found),
        subject=subject_in(flag),
        steps=said_of(flag.old, flag.new),
        found=[each["why"] for each in found],
    )


def _sentences(flag, part, content, found):
    if found:
        return list(dict.fromkeys(as_spoken(each["sentence"], part) for each in found))
    return sentences_on(part, (flag.subject, flag.subject_id), content["links"]) if part else []
