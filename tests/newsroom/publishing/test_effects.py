"""The table of verbs in the README is the one that the house goes by."""

from dataclasses import astuple
from pathlib import Path

from newsroom.publishing.effects import EFFECTS
from newsroom.publishing.models import Publication

README = Path(__file__).parents[3] / "README.md"
NAMES = {Publication.Verb.MINOR_EDIT: "minor edit"}


def test_readme_says_what_each_verb_does():
    rows = [
        " | ".join([NAMES.get(verb, verb.value), *("yes" if said else "no" for said in astuple(effect))])
        for verb, effect in EFFECTS.items()
    ]

    assert "\n".join(f"| {row} |" for row in rows) in README.read_text()
