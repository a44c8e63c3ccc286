"""Two editors at once: what does not conflict is merged, what does is kept twice, nothing disappears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.prose.blocks import Block
from newsroom.publishing.versions.merge import (
    ANEW,
    BOTH,
    MINE,
    THEIRS,
    Conflict,
    conflicts_of,
    html_of,
    merge,
    settle,
)
from tests.newsroom.publishing.versions.sheets import block, edited, sheets

ONE, TWO, THREE = block("b1", "The judge ruled."), block("b2", "Roe appealed."), block("b3", "It is stayed.")


def article(*body, **fields):
    return {"headline": "Doe v. Roe", "topics": [], "body": list(body), **fields}


def decided(merged, answer):
    conflicts = list(conflicts_of(merged))
    return settle(merged, {conflict.path: answer for conflict in conflicts}, {})


def said(value):
    """Everything written anywhere in a sheet: lines, and blocks as markup."""
    if isinstance(value, Block):
        return {value.html}
    if isinstance(value, Conflict):
        return said(value.mine) | said(value.theirs)
    if isinstance(value, dict):
        return set().union(*(said(part) for name, part in value.items() if name != "id"))
    if isinstance(value, list):
        return set().union(*map(said, value))
    return {value}


@given(st.data())
def test_merge_with_an_untouched_side_is_the_other_side(data):
    base = data.draw(sheets())
    mine = data.draw(edited(base, "m"))

    assert merge(base, mine, base) == mine
    assert merge(base, base, mine) == mine
    assert merge(base, mine, mine) == mine


@given(st.data())
def test_nothing_that_either_wrote_disappears(data):
    base = data.draw(sheets())
    mine, theirs = data.draw(edited(base, "m")), data.draw(edited(base, "t"))

    merged = merge(base, mine, theirs)

    assert (said(mine) | said(theirs)) - said(base) <= said(merged)


@given(st.data())
def test_every_conflict_holds_two_changes_and_both_editors_are_told_of_the_same(data):
    base = data.draw(sheets())
    mine, theirs = data.draw(edited(base, "m")), data.draw(edited(base, "t"))

    ours, mirrored = conflicts_of(merge(base, mine, theirs)), conflicts_of(merge(base, theirs, mine))

    ours = {conflict.path: conflict for conflict in ours}
    assert ours.keys() == {conflict.path for conflict in mirrored}
    assert all(each.mine not in (each.theirs, each.base) for each in ours.values())


@given(st.data())
def test_settled_sheet_holds_no_conflict_and_no_block_twice(data):
    base = data.draw(sheets())
    mine, theirs = data.draw(edited(base, "m")), data.draw(edited(base, "t"))
    merged = merge(base, mine, theirs)

    settled = decided(merged, data.draw(st.sampled_from([MINE, THEIRS])))

    names = [each.id for each in settled["body"]]
    assert list(conflicts_of(settled)) == []
    assert len(names) == len(set(names))


def test_changes_in_different_places_are_both_kept():
    base = article(ONE, TWO, THREE)
    mine = article(block("b1", "The judge ruled on Friday."), TWO, THREE, headline="Judge rules")
    theirs = article(ONE, TWO, block("b4", "The parties settled."), topics=[3])

    merged = merge(base, mine, theirs)

    assert merged == article(
        mine["body"][0], TWO, block("b4", "The parties settled."), headline="Judge rules", topics=[3]
    )


def test_paragraph_that_both_changed_is_kept_twice():
    mine, theirs = block("b2", "Roe appealed at once."), block("b2", "Roe has appealed.")

    merged = merge(article(ONE, TWO), article(ONE, mine), article(ONE, theirs))

    conflict = Conflict("body:b2", TWO, mine, theirs)
    assert merged == article(ONE, conflict)
    assert conflict.answers == (MINE, THEIRS, BOTH)
    assert decided(merged, BOTH)["body"] == [ONE, theirs, mine]
    assert html_of(decided(merged, MINE)["body"]) == "<p>The judge ruled.</p><p>Roe appealed at once.</p>"


@pytest.mark.parametrize(("answer", "left"), [(MINE, []), (THEIRS, [block("b2", "Roe has appealed.")])])
def test_paragraph_taken_out_here_and_changed_there_waits_for_a_decision(answer, left):
    merged = merge(article(ONE, TWO), article(ONE), article(ONE, block("b2", "Roe has appealed.")))

    (conflict,) = conflicts_of(merged)
    assert (conflict.mine, conflict.answers) == (None, (MINE, THEIRS))
    assert decided(merged, answer)["body"] == [ONE, *left]


def test_paragraph_moved_here_and_changed_there_is_moved_and_changed():
    changed = block("b1", "The judge ruled on Friday.")

    merged = merge(article(ONE, TWO, THREE), article(TWO, THREE, ONE), article(changed, TWO, THREE))

    assert merged["body"] == [TWO, THREE, changed]


def test_paragraphs_added_at_one_place_are_both_kept():
    mine, theirs = block("b8", "Mine."), block("b9", "Theirs.")

    merged = merge(article(ONE, TWO), article(ONE, mine, TWO), article(ONE, theirs, TWO))

    assert merged["body"] == [ONE, theirs, mine, TWO]


def test_line_that_both_rewrote_can_be_written_anew():
    merged = merge(article(), article(headline="Roe wins"), article(headline="Doe loses"))

    (conflict,) = conflicts_of(merged)
    settled = settle(merged, {"headline": ANEW}, {"headline": "Roe wins, Doe loses"})
    assert conflict.answers == (MINE, THEIRS, ANEW)
    assert settled["headline"] == "Roe wins, Doe loses"


def test_choice_from_a_list_is_one_or_the_other():
    merged = merge(article(section=None), article(section=1), article(section=2))

    (conflict,) = conflicts_of(merged)
    assert conflict.answers == (MINE, THEIRS)
    assert decided(merged, THEIRS)["section"] == 2


def test_sets_take_what_either_added_and_leave_what_either_took_out():
    merged = merge(article(topics=[1, 2, 3]), article(topics=[1, 3, 4]), article(topics=[5, 2, 1]))

    assert merged["topics"] == [5, 1, 4]


def test_section_taken_out_here_and_rewritten_there_waits_for_a_decision():
    old = {"id": 7, "kind": "text", "heading": "What ended?", "body": [ONE]}
    rewritten = {**old, "heading": "What has ended?"}

    merged = merge({"sections": [old]}, {"sections": []}, {"sections": [rewritten]})

    (conflict,) = conflicts_of(merged)
    assert (conflict.path, conflict.is_section, conflict.is_block) == ("sections:7", True, False)
    assert decided(merged, MINE) == {"sections": []}
    assert decided(merged, THEIRS) == {"sections": [rewritten]}


def test_conflict_nobody_decided_cannot_be_settled():
    merged = merge(article(), article(headline="Roe wins"), article(headline="Doe loses"))

    with pytest.raises(KeyError):
        settle(merged, {}, {})
