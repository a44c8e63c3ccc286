"""What courts are called, generated from the table of the courts-db package: words → codes of courts."""

import json
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files

from newsroom.linking.facts.places import FEDERAL_SEATS, STATES

WORD = re.compile(r"(?:[^\W\d_]\.){2,6}(?:[^\W\d_]\b)?|[^\W_]{1,40}")
_DIRECTIONS = {
    "N": "Northern",
    "S": "Southern",
    "E": "Eastern",
    "W": "Western",
    "M": "Middle",
    "C": "Central",
}
_NATION = ("U.S.", "US", "United States", "Federal")
_CIRCUITS = {
    "1": ("First", "1st"), "2": ("Second", "2nd", "2d"), "3": ("Third", "3rd", "3d"), "4": ("Fourth", "4th"),
    "5": ("Fifth", "5th"), "6": ("Sixth", "6th"), "7": ("Seventh", "7th"), "8": ("Eighth", "8th"),
    "9": ("Ninth", "9th"), "10": ("Tenth", "10th"), "11": ("Eleventh", "11th"),
    "dc": ("D.C.", "District of Columbia"), "fc": ("Federal",),
}  # fmt: skip
_SPECIAL = {
    "scotus": ("U.S. Supreme Court", "US Supreme Court", "United States Supreme Court", "SCOTUS",
               "Supreme Court of the United States", "American Supreme Court"),
    "cit": ("U.S. Court of International Trade", "Court of International Trade"),
    "uscfc": ("U.S. Court of Federal Claims", "Court of Federal Claims"),
    "tax": ("U.S. Tax Court", "United States Tax Court", "Tax Court"),
    "jpml": ("Judicial Panel on Multidistrict Litigation", "JPML", "J.P.M.L."),
    "cavc": ("Court of Appeals for Veterans Claims",),
    "armfor": ("Court of Appeals for the Armed Forces",),
    "fisc": ("Foreign Intelligence Surveillance Court", "FISA Court"),
    "delch": ("Delaware Court of Chancery", "Delaware Chancery Court", "Court of Chancery of Delaware"),
    "nysupct": ("New York Supreme Court", "New York State Supreme Court", "Supreme Court of New York"),
    "texcrimapp": ("Texas Court of Criminal Appeals",),
}  # fmt: skip
# Several courts bear these names.
AMBIGUOUS = ("Supreme Court",)
_NATIONLESS = ("U.S. District Court", "US District Court", "United States District Court", "federal court")
_HEADS = (
    r"(?:Supreme Court|Superior Court|Court of Appeals?|Supreme Judicial Court|Court of Claims|Tax Court)"
)
_OF_STATE = re.compile(rf"(?:the )?(?P<head>{_HEADS}) (?:of|for) (?:the )?(?:State of )?(?P<place>.+)")
_STATES_OWN = re.compile(rf"(?P<place>.+) (?P<head>{_HEADS})")


def folded(word: str) -> str:
    return word.replace(".", "").casefold()


@cache
def trie() -> dict:
    """Folded words, one level each; under the empty word the codes of the courts called so."""
    root: dict = {}
    for name, codes in _names().items():
        node = root
        for word in WORD.findall(name):
            node = node.setdefault(folded(word), {})
        node[""] = tuple(sorted({*node.get("", ()), *codes}))
    return root


def _names():
    names: dict[str, set] = defaultdict(set)
    rows = json.loads((files("courts_db") / "data" / "courts.json").read_text("utf-8"))
    for name, code in [*_state_names(rows), *_district_names(rows), *_circuit_names(), *_special_names()]:
        names[name].add(code)
    for name in AMBIGUOUS:
        names[name] = {"scotus", "?"}
    for name in _NATIONLESS:
        names[name] = {"?"}
    return names


def _special_names():
    return [(name, code) for code, names in _SPECIAL.items() for name in names]


def _circuit_names():
    for number, ordinals in _CIRCUITS.items():
        code = f"ca{number}"
        for ordinal in ordinals:
            if ordinal != "District of Columbia":
                yield f"{ordinal} Circuit", code
                yield f"{ordinal} Cir.", code
                yield f"{ordinal} Circuit Court of Appeals", code
                yield f"{ordinal} Circuit Court", code
                for nation in _NATION:
                    yield f"{ordinal} {nation} Circuit Court of Appeals", code
            for nation in ("", *_NATION):
                yield f"{nation} Court of Appeals for the {ordinal} Circuit".strip(), code
                yield f"{nation} {ordinal} Circuit Court of Appeals".strip(), code
    yield "Fed. Cir.", "cafc"
    yield "U.S. Court of Appeals for the District of Columbia Circuit", "cadc"


def _is_active(row):
    return not row["dates"] or any(not span.get("end") for span in row["dates"])


def _state_names(rows):
    """Those that still sit and have a name of three words or more: “City Court” is every city's."""
    for row in rows:
        name = row["name"].strip()
        if row["system"] != "state" or not _is_active(row) or "Court" not in name or "," in name:
            continue
        if len(name.split()) < 3 or name.endswith("Courts"):
            continue
        yield name, row["id"].lower()
        found = _OF_STATE.fullmatch(name) or _STATES_OWN.fullmatch(name)
        if found and found["place"] in STATES:
            for form in ("{place} {head}", "{place} State {head}", "{head} of {place}"):
                yield form.format(**found.groupdict()), row["id"].lower()


def _districts(rows):
    """Code, place, direction and citation of the courts of today; of a divided state only the parts."""
    found = []
    for row in rows:
        if row["system"] == "federal" and re.fullmatch(r"[a-z]{2}[nsewmc]?[db]", row["id"]):
            if not (_is_active(row) or row["id"] == "njd"):  # the table calls New Jersey's closed
                continue
            if row["location"] not in {*STATES, "Puerto Rico", "Washington D.C.", "Guam", "Virgin Islands"}:
                continue
            # The state's two letters, the direction if there is one, d or b: nysd, akd, akb.
            direction = row["id"][2:-1].upper()
            found.append((row["id"], row["location"], direction, row["citation_string"]))
    divided = {place for _, place, direction, _ in found if direction}
    return [one for one in found if one[2] or one[1] not in divided]


def _district_names(rows):
    seats = {code: [seat.strip() for seat in _seats(cities)] for code, cities in FEDERAL_SEATS.items()}
    for code, place, direction, cited in _districts(rows):
        is_trial = code.endswith("d")
        place = "Columbia" if place == "Washington D.C." else place  # noqa: PLW2901
        forms = [f"{_DIRECTIONS[direction]} District of {place}"] if direction else [f"District of {place}"]
        court = "District Court" if is_trial else "Bankruptcy Court"
        for form in forms:
            for nation in ("", *_NATION):
                for joint in ("for the", "in the", "of the", "for", ""):
                    yield f"{nation} {court} {joint} {form}".strip(), code
            if direction and is_trial:
                yield from (
                    (form, code),
                    (f"federal court in the {form}", code),
                    (f"{form} federal court", code),
                )
                yield f"federal court for the {form}", code
        if re.search(r"\.", cited):
            yield cited, code
            if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", cited):
                yield cited.replace(".", ""), code
        if is_trial:
            yield from _by_place(code, place, seats.get(code, []))


def _seats(cities):
    """“Tyler, Texas” is one city: the comma of a state or of D.C. does not part."""
    return re.split(rf", (?!(?:{'|'.join(sorted(STATES))}|D\.?C\.?)(?:,|$))", cities)


def _by_place(code, place, seats):
    # Of a state with several districts the state alone leaves open which.
    names = [
        *seats,
        *([] if place == "Columbia" else [place]),
        *([f"{seat}, {place}" for seat in seats if "," not in seat]),
    ]
    for name in names:
        yield f"federal court in {name}", code
        yield f"federal courthouse in {name}", code
        yield f"{name} federal court", code
        for nation in _NATION:
            yield f"{nation} District Court in {name}", code
            yield f"{nation} District Court for {name}", code
