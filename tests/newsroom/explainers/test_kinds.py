import pytest

from newsroom.explainers.kinds import CHOSEN, KINDS, NUMBERS, Depth, used
from newsroom.explainers.models import ExplainerSection


def test_every_kind_says_what_it_is_made_of():
    assert set(KINDS) == set(ExplainerSection.Kind.values)
    assert {part for kind in KINDS.values() for part in kind.uses} == {*CHOSEN, NUMBERS}
    assert all(kind.about for kind in KINDS.values())


def test_kind_that_lists_what_hangs_on_cases_is_narrowed_by_a_filter():
    narrowed = {name for name in KINDS if used(name, "filter")}

    assert narrowed == {name for name in KINDS if used(name, "cases")}
    assert narrowed == {"status", "dispositions", "timeline", "who", "documents", "coverage"}


@pytest.mark.parametrize(
    ("depth", "tail", "shown"),
    [
        (Depth.GLANCE, "30-seconds/", ["glance"]),
        (Depth.BRIEF, "3-minutes/", ["glance", "brief"]),
        (Depth.FULL, "", ["glance", "brief", "full"]),
    ],
)
def test_depth_shows_what_those_before_it_show_and_more(depth, tail, shown):
    assert depth.tail == tail
    assert [each for each in Depth.values if depth.shows(each)] == shown
