from hypothesis import given
from hypothesis import strategies as st

from newsroom.publishing.versions.comparison import Comparison, compare, spoken
from newsroom.publishing.versions.order import merged_order, moved

names = st.lists(st.integers(0, 8), unique=True)


def content(body="", ids=(), links=(), **fields):
    return {
        "kind": "article",
        "headline": "Doe v. Roe",
        "body": body,
        "block_ids": list(ids),
        "text": "",
        "links": list(links),
        **fields,
    }


def explainer(*sections):
    return {
        "kind": "explainer",
        "headline": "Doe v. Roe",
        "text": "",
        "links": [],
        "sections": list(sections),
    }


def section(number, heading="", body="", ids=(), **fields):
    return {"id": number, "kind": "text", "heading": heading, "body": body, "block_ids": list(ids), **fields}


def link(words="SEC", **fields):
    return {
        "relation": "mention", "case": None, "entity": 3, "block": "b1", "start": 0, "end": 3,
        "surface": words, "prefix": "", "suffix": "", **fields,
    }  # fmt: skip


def laid_out(pieces):
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


def seen(blocks):
    return [(block.kind, laid_out(block.pieces), block.is_moved) for block in blocks]


def test_equal_versions_do_not_differ():
    same = content("<p>The judge ruled.</p>", ["b1"], [link()])

    assert not compare(same, same).differs
    assert not Comparison().differs


def test_text_is_compared_block_by_block():
    old = content("<p>The judge ruled.</p><p>Roe paid.</p><p>It ended.</p>", ["b1", "b2", "b3"])
    new = content("<p>It ended.</p><p>The judge has ruled.</p><h2>Next</h2>", ["b3", "b1", "b4"])

    compared = compare(old, new)

    assert seen(compared.blocks) == [
        ("same", "It ended.", True),
        ("changed", "The judge[+ has+] ruled.", False),
        ("gone", "[-Roe paid.-]", False),
        ("new", "[+Next+]", False),
    ]
    assert compared.differs


def test_blocks_that_lost_their_names_are_found_by_what_they_say():
    old = content("<p>The judge ruled for Doe.</p><p>Roe paid.</p>", ["b1", "b2"])
    new = content("<p>The judge ruled for Roe.</p><p>Roe paid.</p>", ["x1", "x2"])

    assert seen(compare(old, new).blocks) == [
        ("changed", "The judge ruled for[- Doe-][+ Roe+].", False),
        ("same", "Roe paid.", False),
    ]


def test_hostile_content_frozen_long_ago_is_compared_as_cleaned():
    old = content('<p onclick="steal()">Roe<script>steal()</script></p>', ["b1"])

    assert seen(compare(old, content("<p>Roe</p>", ["b1"])).blocks) == [("same", "Roe", False)]


def test_fields_are_compared_by_their_names():
    old = content(section=None, authors=[{"id": 1, "name": "Nora Quill"}])
    new = content(
        section={"id": 2, "name": "Courts"},
        authors=[{"id": 1, "name": "Nora Quill"}, {"id": 2, "name": "Iris Vance"}],
    )

    assert [(change.name, laid_out(change.pieces)) for change in compare(old, new).fields] == [
        ("section", "[+Courts+]"),
        ("authors", "Nora Quill[+, Iris Vance+]"),
    ]


def test_sections_are_new_gone_moved_or_changed():
    old = explainer(
        section(1, "What ended?", "<p>Claims.</p>", ["a"]), section(2, "Who?"), section(3, "When?", cases=[4])
    )
    new = explainer(
        section(3, "When?", cases=[4, 5]),
        section(1, "What ended?", "<p>All claims.</p>", ["a"]),
        section(4, ""),
    )

    compared = compare(old, new)

    assert [(change.kind, change.heading, change.is_moved) for change in compared.sections] == [
        ("changed", "When?", True),
        ("changed", "What ended?", False),
        ("gone", "Who?", False),
        ("new", "text", False),
    ]
    assert laid_out(compared.sections[0].fields[0].pieces) == "4[+, 5+]"
    assert seen(compared.sections[1].blocks) == [("changed", "[-Claims-][+All claims+].", False)]
    assert compare(old, old).sections[0].kind == "same"


def test_section_that_only_moved_is_a_difference():
    one, two = section(1, "What?"), section(2, "Who?")

    assert compare(explainer(one, two), explainer(two, one)).differs


def test_link_whose_neighbourhood_was_reworded_is_the_same_link():
    old = content(links=[link(suffix=" sued."), link(block="b2", prefix="The ")])
    new = content(links=[link(suffix=" has sued."), link(block="b2", prefix="An angry ")])

    assert compare(old, new).links == []


def test_second_link_of_the_same_words_that_goes_is_told():
    compared = compare(content(links=[link(), link(block="b2")]), content(links=[link()]))

    assert [(change.kind, change.link["block"]) for change in compared.links] == [("gone", "b2")]


def test_links_come_and_go_and_stay_when_their_words_move():
    old = content(links=[link(), link("Roe", case=5, entity=None)])
    new = content(links=[link(start=8, end=11), link("Doe")])

    compared = compare(old, new)

    assert [(change.kind, change.link["surface"]) for change in compared.links] == [
        ("gone", "Roe"),
        ("new", "Doe"),
    ]


def test_what_is_not_a_name_is_spoken_as_it_is():
    assert [spoken(None), spoken(""), spoken([3, 4]), spoken({"name": "SEC"})] == ["", "", "3, 4", "SEC"]


@given(names, names)
def test_what_did_not_move_keeps_its_order(old, new):
    still = [key for key in new if key in old and key not in moved(old, new)]

    assert still == [key for key in old if key in still]


@given(names, names, names)
def test_merged_order_holds_everything_once(base, mine, theirs):
    order = merged_order(base, mine, theirs)

    assert sorted(order) == sorted({*mine, *theirs})
