"""Sheets of stories, and what two editors may make of one, drawn by Hypothesis."""

from hypothesis import strategies as st

from newsroom.prose.blocks import Block

WORDS = st.sampled_from(
    ["The", "judge", "dismissed", "every", "claim", "against", "Roe", "with", "prejudice", "on", "Friday"]
)
texts = st.lists(WORDS, max_size=4).map(" ".join)
numbers = st.lists(st.integers(1, 6), unique=True, max_size=4)


def block(name, text):
    return Block(name, "p", f"<p>{text}</p>", text)


@st.composite
def items(draw, make, prefix, most=5):
    return [make(draw, f"{prefix}{number}") for number in range(draw(st.integers(0, most)))]


def make_block(draw, name):
    return block(name, draw(texts))


def make_section(draw, name):
    return {
        "id": name,
        "kind": draw(st.sampled_from(["text", "status"])),
        "heading": draw(texts),
        "body": draw(items(make_block, f"{name}-", 3)),
        "cases": draw(numbers),
    }


@st.composite
def sheets(draw):
    return {
        "headline": draw(texts),
        "section": draw(st.none() | st.integers(1, 3)),
        "topics": draw(numbers),
        "body": draw(items(make_block, "b")),
        "sections": draw(items(make_section, "s", 3)),
    }


@st.composite
def edited(draw, sheet, who):
    """What `who` makes of it: lines rewritten, blocks and sections changed, added, taken out, moved."""
    return {
        "headline": draw(st.just(sheet["headline"]) | texts),
        "section": draw(st.just(sheet["section"]) | st.none() | st.integers(1, 3)),
        "topics": draw(st.just(sheet["topics"]) | numbers),
        "body": _edited_items(draw, sheet["body"], _edited_block, make_block, f"{who}b"),
        "sections": _edited_items(draw, sheet["sections"], _edited_section, make_section, f"{who}s"),
    }


def _edited_items(draw, old, edit, make, prefix):
    kept = [edit(draw, item) for item in old if draw(st.integers(0, 3))]
    added = draw(items(make, prefix, 2))
    return draw(st.permutations(kept + added)) if draw(st.booleans()) else kept + added


def _edited_block(draw, old):
    return draw(st.just(old) | texts.map(lambda text: block(old.id, text)))


def _edited_section(draw, old):
    if draw(st.booleans()):
        return old
    body = _edited_items(draw, old["body"], _edited_block, make_block, f"{old['id']}-new-")
    return {**old, "heading": draw(st.just(old["heading"]) | texts), "body": body}
