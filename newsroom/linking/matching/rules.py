"""Which rules are on: all but the last two, save for measuring what each is worth."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """`described` also proposes who else a description names; `nested`, every name within a longer one."""

    capitals: bool = True
    runs: bool = True
    strength: bool = True
    memory: bool = True
    graph: bool = True
    cases: bool = True
    described: bool = False
    nested: bool = False


ALL = Rules()
