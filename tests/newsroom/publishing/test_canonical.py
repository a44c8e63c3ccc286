from hypothesis import given
from hypothesis import strategies as st

from newsroom.publishing.canonical import canonical, digest

contents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), contents))
def test_digest_does_not_depend_on_the_order_of_keys(content):
    assert digest(dict(reversed(content.items()))) == digest(content)


def test_canonical_form_is_compact_sorted_utf8():
    assert canonical({"b": "§", "a": [1, None]}) == '{"a":[1,null],"b":"§"}'.encode()


def test_digest_covers_the_one_before():
    assert digest({"a": 1}, "0" * 64) != digest({"a": 1}, "1" * 64)
