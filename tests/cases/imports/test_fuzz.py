"""Whatever a file holds, it is taken in whole or skipped with a reason; a second time it changes nothing."""

import json
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.imports.run import import_files
from cases.models import Case, Docket, DocketLine, Event, Party
from tests.factories.dockets import docket_json

pytestmark = pytest.mark.django_db

ODD_TEXTS = st.sampled_from([
    "", " ", "\x00", "a\x00b", "\ud800", "\u202e", "\xa0", "-" * 40, "x" * 5000, "𝔘" * 300, "ﷺ" * 300,
    "0000-00-00", "2023-02-30", "9999-12-31", "0001-01-01", "2023-10-02T25:61:00", "10/02/2023", "²023-01-01",
    "A, B, Inc. " * 60, "(1)", "(99999999999999999999999)", "TERMINATED: never", "' or 1=1 --",
    "<script>alert(1)</script>",
])  # fmt: skip
ODD_VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | ODD_TEXTS
    | st.just([]) | st.just({}) | st.just([None, 1, [], "x"]) | st.just({"a": {"b": []}})
)  # fmt: skip


@st.composite
def mutated_dockets(draw):
    """A docket with up to eight of its values, anywhere, taken out, doubled or made odd."""
    values = docket_json(draw(st.sampled_from(["criminal", "civil", "appeal"])))
    for _ in range(draw(st.integers(1, 8))):
        holder, key = draw(st.sampled_from(list(places(values))))
        match draw(st.sampled_from(["odd", "odd", "gone", "twice"])):
            case "gone":
                del holder[key]
            case "twice" if isinstance(holder, list):
                holder.append(deepcopy(holder[key]))
            case _:
                holder[key] = deepcopy(draw(ODD_VALUES))  # or later odd values would be put into it
    return values


MOST = 6


def trimmed(values):
    """The docket with the first few of each list in it: the mutations count, not the length."""
    if isinstance(values, dict):
        return {key: trimmed(value) for key, value in values.items()}
    return [trimmed(value) for value in values[:MOST]] if isinstance(values, list) else values


@st.composite
def mutated_real_dockets(draw, dockets):
    """A real docket as courts' sites may also have it: keys nobody knows, other shapes, odd values."""
    values = deepcopy(draw(st.sampled_from(dockets)))
    for _ in range(draw(st.integers(1, 8))):
        holder, key = draw(st.sampled_from(list(places(values))))
        match draw(st.sampled_from(["odd", "gone", "twice", "wrapped", "spaced", "unknown"])):
            case "gone":
                del holder[key]
            case "twice" if isinstance(holder, list):
                holder.append(deepcopy(holder[key]))
            case "wrapped":
                holder[key] = [holder[key]]
            case "spaced" if isinstance(holder[key], str):
                holder[key] = holder[key].replace(" ", "\xa0").upper()
            case "unknown" if isinstance(holder, dict):
                holder[draw(st.text(max_size=20))] = deepcopy(draw(ODD_VALUES))
            case _:
                holder[key] = deepcopy(draw(ODD_VALUES))
    return values


def places(values):
    """Every place in the JSON where a value stands."""
    items = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in list(items):
        yield values, key
        if isinstance(value, dict | list):
            yield from places(value)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=mutated_dockets())
def test_mutated_docket_is_taken_in_whole_or_skipped(tmp_path, values):
    check_import(tmp_path, values)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_real_docket_is_taken_in_whole_or_skipped(tmp_path, real, data):
    check_import(tmp_path, data.draw(mutated_real_dockets(real)))


@pytest.fixture
def real(real_dockets):
    files = (json.loads(path.read_text("utf-8")) for path in sorted(real_dockets.glob("*.json")))
    return [trimmed(values) for values in files if values]


def check_import(tmp_path, values):
    """Import the docket twice: whole or not at all, each complaint with its key; then nothing changes."""
    path = tmp_path / "docket.json"
    path.write_text(json.dumps(values), "utf-8")

    first = import_files([path], by=None, tell=lambda _: None)
    second = import_files([path], by=None, tell=lambda _: None)

    assert (first["files"], first["dockets"] + len(first["skipped"])) == (1, 1)
    assert (second["created"], second["changed"], second["skipped"]) == (0, 0, first["skipped"])
    assert all(warning["file"] and warning["key"] and warning["reason"] for warning in first["warnings"])
    if first["skipped"]:
        assert (
            "is not a docket" in first["skipped"][0]["reason"]
            or "can't be used" in first["skipped"][0]["reason"]
        )
    assert DocketLine.objects.filter(kind="party").count() == Party.objects.count()
    assert DocketLine.objects.filter(kind="entry").count() == Event.objects.count()
    Docket.objects.all().delete()
    Case.objects.all().delete()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=200)
    | st.recursive(ODD_VALUES, lambda v: st.lists(v) | st.dictionaries(st.text(), v)).map(
        lambda value: json.dumps(value).encode()
    )
)
def test_any_other_file_is_skipped_with_a_reason(tmp_path, content):
    path = tmp_path / "docket.json"
    path.write_bytes(content)

    summary = import_files([path], by=None, tell=lambda _: None)

    assert [bool(skip["reason"]) for skip in summary["skipped"]] == [True]
