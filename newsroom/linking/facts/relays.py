"""What an outlet named once in a paragraph carries: the sentences around it without a source."""

from dataclasses import dataclass, replace

from newsroom.linking.facts import speech_words as words
from newsroom.linking.facts.statement import Words

Span = tuple[int, int]


def covered(in_paragraph):
    """“As per Reuters” covers what stands before it without a source, and what is said after it."""
    facts, uncovered, relay = [], [], None
    for span, statements in in_paragraph:
        for statement, note in statements:
            own = _relay(statement)
            if statement.closes:
                statement = replace(statement, covers=tuple(uncovered))  # noqa: PLW2901
            if relay and relay.covers(statement):
                statement, note = relay.carry(statement, note)  # noqa: PLW2901
            relay = own or relay
            facts.append((span, statement, note))
        if statements:
            uncovered = []
        else:
            uncovered.append(span)
    return facts


@dataclass(frozen=True, slots=True)
class _Relay:
    """An outlet that the paragraph rests on; `of` is the one speaker who told it, if that is all."""

    outlet: Words
    of: str = ""

    def covers(self, statement) -> bool:
        who = statement.speaker or statement.speaker_guess
        if statement.via or not who or who == self.outlet:
            return False
        return not self.of or who.text.split()[-1] == self.of.split()[-1]

    def carry(self, statement, note):
        why = f"via {self.outlet.text}, named before in the paragraph"
        return replace(statement, via=self.outlet), "; ".join(filter(None, [note, why]))


def _relay(statement):
    if statement.via and words.is_outlet(statement.via.text):
        told = statement.speaker.text if statement.is_told and statement.speaker else ""
        return _Relay(statement.via, told)
    source = statement.speaker
    return _Relay(source) if statement.is_relay and words.is_outlet(source.text) else None
