import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from newsroom.pages.codings import LONGEST_HEADER, coding_for


def chosen(header):
    return coding_for(RequestFactory().get("/", headers={"accept-encoding": header}))


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("BR;Q=1", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.8, gzip;q=0.8", "br"),
        ("br ; q=0.001", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, *", "gzip"),
        ("gzip;q=0, *", "br"),
        ("gzip, *", "gzip"),
        ("*", "gzip"),
        ("*;q=0.5, gzip;q=0.1", "br"),
        ("br;q=0.2, *;q=0.7", "gzip"),
        ("identity", ""),
        ("identity, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip", "gzip"),
        ("identity;q=0, gzip;q=0.001", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("br;q=0.000, deflate", ""),
        ("*;q=0, gzip", "gzip"),
        ("*;q=0, identity", ""),
        ("deflate, zstd", ""),
        ("", ""),
        (" , ,", ""),
        ("xgzip", ""),
        ("gzip;q=2", ""),
        ("gzip;q=-1", ""),
        ("gzip;q=0.1234", ""),
        ("gzip;level=9", ""),
        ("gzip; q = 1", "gzip"),
        ("gzip;q=0, gzip", ""),
        ("identity;q=0", None),
        ("*;q=0", None),
        ("identity;q=0, deflate", None),
        ("br;q=0, gzip;q=0, identity;q=0", None),
        ("*;q=0, zstd", None),
        ("x" * LONGEST_HEADER + ", gzip", ""),
    ],
)
def test_best_of_what_the_reader_takes_is_chosen(header, coding):
    assert chosen(header) == coding


def test_no_header_takes_the_page_as_it_is():
    assert coding_for(RequestFactory().get("/")) == ""


CODINGS = st.sampled_from(["br", "gzip", "identity", "*", "deflate", "x-gzip", "zstd"])
WEIGHTS = st.none() | st.sampled_from(["0", "0.0", "0.3", "0.999", "1", "1.000"])
ITEMS = st.builds(
    lambda coding, weight: coding if weight is None else f"{coding};q={weight}", CODINGS, WEIGHTS
)


@given(st.lists(ITEMS, max_size=6))
def test_what_is_refused_is_never_chosen(items):
    said = [(item.split(";")[0].removeprefix("x-"), item.partition("=")[2]) for item in items]
    refused = {coding for coding, weight in said if weight and float(weight) == 0}
    taken = {coding for coding, _ in said} - refused

    coding = chosen(", ".join(items))

    assert coding is None or (coding or "identity") not in refused
    assert (coding is None) <= bool({"*", "identity"} & refused)
    assert not coding or {coding, "*"} & taken


@given(st.text(max_size=60))
def test_nonsense_is_no_fault(header):
    assert chosen(header) in {"br", "gzip", "", None}
