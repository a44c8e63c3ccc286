"""Which rules are on: all but the last, save for measuring what each is worth."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    capitals: bool = True
    runs: bool = True
    strength: bool = True
    memory: bool = True
    graph: bool = True
    cases: bool = True
    nested: bool = False


ALL = Rules()
