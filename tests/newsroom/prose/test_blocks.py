import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.prose.blocks import Block, carry_ids, join, split, text_of
from newsroom.prose.markup import NotClean
from newsroom.prose.sanitise import clean
from tests.newsroom.prose.hostile import nasty_html

FILED = "<p>The agency filed its complaint against the exchange in Washington on June 5.</p>"
MOVED = "<p>Both sides moved to stay the case for sixty days while a task force wrote rules.</p>"
ENDED = "<p>On May 29 the parties stipulated to dismissal with prejudice and without costs.</p>"
STORY = FILED + MOVED + ENDED


def ids(blocks):
    return [block.id for block in blocks]


def numbered(html):
    return split(html, [f"b{number}" for number in range(1, len(split(html)) + 1)])


def carried(old_html, new_html):
    """The ids after an edit, n1, n2… being the new ones."""
    counter = itertools.count(1)
    return ids(carry_ids(numbered(old_html), new_html, lambda: f"n{next(counter)}"))


def test_body_splits_into_its_top_level_blocks():
    html = "<h2>Doe</h2><p>a &amp; <em>b</em><br>c</p><hr><ul><li>d<ol><li>e</li></ol>f</li><li>g</li></ul>"

    assert split(html, ["x", "y", "z", "w"]) == [
        Block("x", "h2", "<h2>Doe</h2>", "Doe"),
        Block("y", "p", "<p>a &amp; <em>b</em><br>c</p>", "a & b\nc"),
        Block("z", "hr", "<hr>", ""),
        Block("w", "ul", "<ul><li>d<ol><li>e</li></ol>f</li><li>g</li></ul>", "d\ne\nf\ng"),
    ]


def test_cells_and_quoted_paragraphs_are_lines_and_empty_ones_are_not():
    rows = "<tr><td></td><td>Count</td></tr><tr><td>1</td><td>Plea<br>Guilty</td></tr>"
    table = f"<table><tbody>{rows}</tbody></table>"
    quote = "<blockquote><p>a</p><hr><p>b</p></blockquote>"

    assert [block.text for block in split(table + quote)] == ["Count\n1\nPlea\nGuilty", "a\nb"]


def test_text_parts_blocks_by_blank_lines():
    assert text_of("<h2>Doe</h2><hr><p>a<br>b</p>") == "Doe\n\na\nb"


def test_empty_body_has_no_blocks():
    assert (split(""), text_of("")) == ([], "")


def test_blocks_beyond_the_known_ids_get_ids_of_their_own():
    first, second, third = ids(split("<p>a</p><p>a</p><p>b</p>", ["kept"]))

    assert first == "kept"
    assert len({first, second, third}) == 3
    assert ids(split("<p>a</p><p>a</p><p>b</p>", ["kept"])) == [first, second, third]


@pytest.mark.parametrize("known", [["b1", "b1"], ["b1", "b2", "b3"]])
def test_ids_that_fit_no_body_are_refused(known):
    with pytest.raises(ValueError, match="id"):
        split("<p>a</p><p>b</p>", known)


@pytest.mark.parametrize("html", ["<p>a < b</p>", "<p onclick=x>a</p>", "<P>a</P>"])
def test_unclean_html_is_refused(html):
    with pytest.raises(NotClean):
        split(html)


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (STORY, ["b1", "b2", "b3"]),
        ("", []),
        (FILED + ENDED, ["b1", "b3"]),
        (ENDED + FILED + MOVED, ["b3", "b1", "b2"]),
        (FILED.replace("Washington", "New York") + MOVED + ENDED, ["b1", "b2", "b3"]),
        (ENDED.replace("May 29", "Friday") + MOVED + FILED.replace("complaint", "suit"), ["b3", "b2", "b1"]),
        (FILED + "<p>Nobody had expected so quick an end.</p>" + MOVED + ENDED, ["b1", "n1", "b2", "b3"]),
        ("<p>Nobody had expected so quick an end.</p>" + MOVED + ENDED, ["n1", "b2", "b3"]),
        (FILED.replace("p>", "h2>") + MOVED + ENDED, ["b1", "b2", "b3"]),
        (FILED.replace("June 5", "<strong>June 5</strong>") + MOVED + ENDED, ["b1", "b2", "b3"]),
        (FILED + MOVED.replace(" while", ".</p><p>While") + ENDED, ["b1", "b2", "n1", "b3"]),
        (FILED + MOVED.replace(" to stay", ".</p><p>They asked to stay") + ENDED, ["b1", "n1", "b2", "b3"]),
        (FILED.replace("</p>", " ") + MOVED.replace("<p>", "") + ENDED, ["b2", "b3"]),
    ],
)
def test_ids_follow_their_text(edited, expected):
    assert carried(STORY, edited) == expected


def test_part_of_a_long_block_keeps_its_id():
    sentences = [f"Count {name} names {name} and no one else at all" for name in "ABCDEFGH"]

    assert carried(f"<p>{'. '.join(sentences)}</p>", f"<p>{sentences[3]}</p>") == ["b1"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<h2>Backgruond</h2>", "<h2>Background</h2>", ["b1"]),
        ("<h2>Background</h2>", "<h2>What comes next</h2>", ["n1"]),
        ("<p>***</p>", "<p>?!</p>", ["n1"]),
        ("<hr><p>a</p><hr><p>b</p><hr>", "<hr><p>a</p><p>b</p><hr>", ["b1", "b2", "b4", "b5"]),
        ("<hr><p>a</p><hr><p>b</p>", "<p>b</p><hr><p>a</p><hr>", ["b4", "b1", "b2", "b3"]),
        ("<p>x</p><p>a</p><p>x</p><p>b</p>", "<p>q</p><p>x</p><p>b</p><p>x</p>", ["n1", "b3", "b4", "b1"]),
    ],
)
def test_short_and_repeated_blocks_keep_their_ids(old, new, expected):
    assert carried(old, new) == expected


def test_ids_in_use_are_not_given_again():
    drawn = iter(["b1", "b2", "n1", "n1", "n2"])

    blocks = carry_ids(
        numbered("<p>a</p><p>b</p>"), "<p>zz</p><p>a</p><p>yy</p><p>b</p>", lambda: next(drawn)
    )

    assert ids(blocks) == ["n1", "b1", "n2", "b2"]


def test_ids_are_the_same_for_the_same_edit_and_others_after_a_deletion():
    first = split(FILED + MOVED)

    second = carry_ids(first, FILED + ENDED)
    third = carry_ids(second, FILED + MOVED)

    assert carry_ids(first, FILED + ENDED) == second
    assert len({block.id for block in [*first, *second, *third]}) == 4


def test_carrying_ids_through_a_long_rewritten_story_is_quick():
    story = "".join(
        f"<p>{' '.join(f'w{(at * 37 + word * at) % 3001}' for word in range(60))}</p>" for at in range(1500)
    )
    started = time.process_time()

    carry_ids(split(story), story.replace("w1", "v1"))
    carry_ids(split("<hr>" * 20_000), "<hr>" * 10_000)

    assert time.process_time() - started < 20


@settings(deadline=None)
@given(nasty_html)
def test_blocks_join_to_the_body_they_came_from(html):
    cleaned = clean(html)

    assert join(split(cleaned)) == cleaned


PARAGRAPHS = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6).map(" ".join), max_size=8)


@settings(deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_block_has_one_id_and_exact_text_keeps_it(old, new):
    before = numbered("".join(f"<p>{text}</p>" for text in old))

    after = carry_ids(before, "".join(f"<p>{text}</p>" for text in new))

    assert len(set(ids(after))) == len(after)
    for block in before:
        same = [other for other in after if other.text == block.text]
        if len(same) == 1 and old.count(block.text) == 1:
            assert same[0].id == block.id


def test_phrases_common_to_many_blocks_tell_none_of_them_apart():
    old = "".join(f"<p>on the motion of party {at} it is so ordered</p>" for at in range(30))
    new = "".join(f"<p>on the motion of party {at} it is hereby so ordered</p>" for at in range(29, -1, -1))

    assert carried(old, new) == [f"b{number}" for number in range(30, 0, -1)]
