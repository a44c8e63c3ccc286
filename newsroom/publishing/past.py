"""What readers have had of a story: every edition whose time has come, under its number.

A withdrawal takes from readers all that stood until then. A story that comes back does so as its next
edition: the earlier ones stay withdrawn, and are told of by number, time and note alone.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from newsroom.publishing.models import Publication
from newsroom.publishing.reading import edition_at

Verb = Publication.Verb


@dataclass(frozen=True)
class Past:
    """A story's editions up to a moment; those up to the number of the last withdrawal are read no more."""

    current: Publication
    withdrawn_up_to: int
    now: datetime

    @property
    def is_withdrawn(self) -> bool:
        return self.current.verb == Verb.WITHDRAW

    @property
    def editions(self) -> QuerySet[Publication]:
        return Publication.objects.effective(self.now).filter(story=self.current.story_id)

    def can_be_read(self, edition: Publication) -> bool:
        return edition.number > self.withdrawn_up_to

    def edition(self, number: int) -> Publication | None:
        """The edition that readers had under the number, readable or not."""
        return self.editions.filter(number=number).select_related("section").first()

    def withdrawal_of(self, edition: Publication) -> Publication | None:
        """What took the edition from readers first."""
        later = self.editions.filter(number__gte=edition.number, verb=Verb.WITHDRAW)
        return later.without_words().order_by("number").first()

    def before(self, edition: Publication) -> Publication | None:
        """What readers could read until this edition took its place, if they still can."""
        earlier = self.editions.filter(number__lt=edition.number, number__gt=self.withdrawn_up_to)
        return earlier.without_words().order_by("-number").first()

    def after(self, edition: Publication) -> Publication | None:
        """What took the edition's place."""
        later = self.editions.filter(number__gt=edition.number)
        return later.without_words().order_by("number").first()


def past_of(kind: str, slug: str, now: datetime) -> Past | None:
    """The past of the story last known under the slug; None where there never was one."""
    current = edition_at(kind, slug, now)
    if current is None:
        return None
    withdrawals = Publication.objects.effective(now).filter(story=current.story_id, verb=Verb.WITHDRAW)
    last = withdrawals.order_by("-number").values_list("number", flat=True).first()
    return Past(current, last or 0, now)
