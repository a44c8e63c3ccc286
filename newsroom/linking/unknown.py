"""Names in a story that the record does not know yet, and what the story is mostly about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case, Entity
from cases.names import name_key
from newsroom.linking.choosing import key_of
from newsroom.linking.facts import courts, dockets, names
from newsroom.linking.facts.names import Name
from newsroom.linking.models import Link
from newsroom.linking.reading import target_of
from newsroom.linking.whole_text import WholeText
from newsroom.prose.blocks import Block

# Beyond this nobody reads for names, and a save must not wait.
READ = 60_000
SHOWN = 40

_OPEN = (Link.Decision.PROPOSED, Link.Decision.ACCEPTED)


@dataclass(frozen=True)
class Subject:
    """A case or an entity the story links to, and how much speaks for its being what the story is about."""

    target: Case | Entity
    mentions: int
    is_in_headline: bool
    about: Link | None

    @property
    def key(self) -> str:
        return key_of(self.target)

    @property
    def is_likely(self) -> bool:
        return self.is_in_headline or self.mentions >= 3


def unknown_names(blocks: Iterable[Block], links: Iterable[Link]) -> list[Name]:
    """Names that neither a link nor a proposal explains, the most frequent first."""
    whole = WholeText(blocks, most=READ)
    explained = [whole.span(link) for link in links if link.block and link.decision in _OPEN]
    explained = [span for span in explained if span]
    explained += [(fact.start, fact.end) for fact in (*dockets.find(whole.text), *courts.find(whole.text))]
    found = [fact.value for fact in names.find(whole.text, explained=explained)]
    found = [name for name in found if name.kind != "case"]
    return sorted(found, key=lambda name: -name.count)[:SHOWN]


def subjects(headline: str, links: Iterable[Link]) -> list[Subject]:
    """What the story's words are linked to, the likeliest to be what it is about first."""
    links = list(links)
    about = {target_of(link): link for link in links if link.relation == Link.Relation.ABOUT}
    mentions = [
        link
        for link in links
        if link.block and (link.decision == Link.Decision.ACCEPTED or (link.is_strong and _is_open(link)))
    ]
    counted = Counter(target_of(link) for link in mentions)
    targets = {target_of(link): link.target for link in [*about.values(), *mentions]}
    head = f" {name_key(headline)} "
    named = {target_of(link) for link in mentions if f" {link.wording or name_key(link.surface)} " in head}
    named |= {key for key, target in targets.items() if f" {name_key(str(target))} " in head}
    found = [Subject(targets[key], counted[key], key in named, about.get(key)) for key in targets]
    return sorted(
        found, key=lambda one: (not one.about, not one.is_in_headline, -one.mentions, str(one.target))
    )


def _is_open(link):
    return link.decision == Link.Decision.PROPOSED
