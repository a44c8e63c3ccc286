"""What the pages of several editions are made of, loaded at once: a page alone is one of one."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from cases.models import Case
from newsroom.explainers.shelf import AtHand
from newsroom.footnotes import Cited
from newsroom.linking.weaving import Targets, targets_of
from newsroom.pages.glosses import WholeGlossary
from newsroom.publishing.models import Publication
from newsroom.publishing.reading import Told, changes_ahead, notes_of, reviews_of


class Together:
    """The editions are of different stories; each of their pages takes what is its own, and no more.

    What is loaded is loaded when the first asks for it.
    """

    def __init__(self, editions: Sequence[Publication], now: datetime):
        self.editions, self.now = editions, now
        self.glossary, self.at_hand = WholeGlossary(), AtHand()
        self._shown = [e.content for e in editions if e.verb != Publication.Verb.WITHDRAW]

    @cached_property
    def notes(self) -> dict[int, list[Told]]:
        return notes_of(self.editions, self.now)

    @cached_property
    def reviews(self) -> dict[int, dict[str, datetime]]:
        return reviews_of(self.editions, self.now)

    @cached_property
    def ahead(self) -> dict[int, datetime | None]:
        return changes_ahead(self.editions, self.now)

    @cached_property
    def targets(self) -> Targets:
        return targets_of(link for content in self._shown for link in content["links"])

    @cached_property
    def cited(self) -> Cited:
        return Cited(part["body"] for content in self._shown for part in content.get("sections", [content]))

    @cached_property
    def _cases_about(self) -> list[Case]:
        """Those that the articles are about, newest first."""
        articles = [content for content in self._shown if "sections" not in content]
        numbers = {pk for content in articles for pk in _about(content, self.targets)}
        return list(Case.objects.visible_to(None).filter(pk__in=numbers).with_card().newest_first())

    def cases_about(self, content: dict, targets: Targets) -> list[Case]:
        """Those that one article is about, newest first."""
        numbers = _about(content, targets)
        return [case for case in self._cases_about if case.pk in numbers]


def _about(content, targets):
    about = (link["case"] for link in content["links"] if link["relation"] == "about")
    return {targets.cases[frozen].pk for frozen in about if frozen in targets.cases}
