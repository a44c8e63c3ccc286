"""The chain of editions computed again, from what the database holds: whoever altered one, it shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Publication
from newsroom.publishing.sealing import seal_of, sealed

AT_A_TIME = 200
# Columns kept beside the content for lists and search, each with where the content has it.
BESIDE = ("kind", "slug", "headline", "dek", "text")


@dataclass(frozen=True)
class Fault:
    """An edition that is not what was published, and how that shows."""

    story: int
    number: int
    what: str

    def __str__(self):
        return f"Story {self.story}, edition {self.number}: {self.what}"


def verify_publications() -> Iterator[Fault]:
    """Every fault in every story's chain; memory does not grow with their number."""
    editions = (
        Publication.objects.select_related("revision", "cancellation")
        .prefetch_related("corrections", "numbers")
        .order_by("story", "number")
    )
    last = None
    for edition in editions.iterator(chunk_size=AT_A_TIME):
        if last and last.story_id != edition.story_id:
            last = None
        yield from _faults(edition, last)
        last = edition


def _faults(edition, last):
    for what in _wrongs(edition, last):
        yield Fault(edition.story_id, edition.number, what)


def _wrongs(edition, last):
    if edition.number != (last.number + 1 if last else 1):
        yield f"it follows edition {last.number if last else 0}: one is missing."
    if edition.previous_digest != _end_of_chain(last):
        yield "it does not follow from the edition before it."
    if edition.digest != digest(
        sealed(edition, edition.corrections.all(), edition.numbers.all()), edition.previous_digest
    ):
        yield "its content is not what was sealed."
    cancellation = _cancellation_of(edition)
    if cancellation and cancellation.digest != seal_of(cancellation, edition):
        yield "its cancellation is not what was sealed."
    if edition.revision.digest != digest(edition.revision.content):
        yield "the revision it was made from was altered."
    if edition.content != edition.revision.content:
        yield "its content is not that of its revision."
    altered = [name for name in BESIDE if getattr(edition, name) != edition.content[name]]
    if altered:
        yield f"{', '.join(altered)} beside the content was altered."


def _end_of_chain(edition):
    if edition is None:
        return ""
    cancellation = _cancellation_of(edition)
    return cancellation.digest if cancellation else edition.digest


def _cancellation_of(edition):
    return getattr(edition, "cancellation", None)
