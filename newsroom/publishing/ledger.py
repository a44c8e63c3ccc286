"""What an entry of the corrections ledger must be before it is published."""

from collections.abc import Sequence

from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Correction, Publication, Story

MOST_ENTRIES = 20


def ledger_problems(story: Story, last: Publication, entries: Sequence[Correction]) -> list[str]:
    """What keeps the entries from the ledger, each with what to do about it."""
    content = story.content()
    if digest(content) == last.revision.digest:
        return [f"Nothing has changed since edition {last.number}: correct the text first, then publish it."]
    if not entries:
        return ["Say what was wrong, and what is right: a correction without an entry is an update."]
    if len(entries) > MOST_ENTRIES:
        return [f"At most {MOST_ENTRIES} entries at once: withdraw a story that has more wrong with it."]
    return [
        f"Entry {number}: {problem}"
        for number, entry in enumerate(entries, start=1)
        for problem in _problems(entry, _words_of(last.content), _words_of(content))
    ]


def _problems(entry, was, now):
    if not entry.note.strip():
        yield "say to readers what was wrong and what is right."
    if entry.before and _one_line(entry.before) not in was:
        yield f"“{entry.before}” does not stand in the edition readers have: copy the words from there."
    if entry.after and _one_line(entry.after) not in now:
        yield f"“{entry.after}” does not stand in the text: copy the words as they stand now."
    if entry.before and entry.before == entry.after:
        yield "before and after are the same words."


def _words_of(content):
    return _one_line(" ".join((content["headline"], content["dek"], content["text"])))


def _one_line(words):
    return " ".join(words.split())
