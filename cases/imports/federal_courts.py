"""Federal courts by code: that of a district court is its state, its direction and d, or b for bankruptcy."""

import re

from cases.models import Court

Level = Court.Level

# Name of the place, how it is cited, the circuit it belongs to.
STATES = {
    "al": ("Alabama", "Ala.", "11"), "ak": ("Alaska", "Alaska", "9"), "az": ("Arizona", "Ariz.", "9"),
    "ar": ("Arkansas", "Ark.", "8"), "ca": ("California", "Cal.", "9"), "co": ("Colorado", "Colo.", "10"),
    "ct": ("Connecticut", "Conn.", "2"), "de": ("Delaware", "Del.", "3"), "dc": ("Columbia", "D.C.", "dc"),
    "fl": ("Florida", "Fla.", "11"), "ga": ("Georgia", "Ga.", "11"), "gu": ("Guam", "Guam", "9"),
    "hi": ("Hawaii", "Haw.", "9"), "id": ("Idaho", "Idaho", "9"), "il": ("Illinois", "Ill.", "7"),
    "in": ("Indiana", "Ind.", "7"), "ia": ("Iowa", "Iowa", "8"), "ks": ("Kansas", "Kan.", "10"),
    "ky": ("Kentucky", "Ky.", "6"), "la": ("Louisiana", "La.", "5"), "me": ("Maine", "Me.", "1"),
    "md": ("Maryland", "Md.", "4"), "ma": ("Massachusetts", "Mass.", "1"), "mi": ("Michigan", "Mich.", "6"),
    "mn": ("Minnesota", "Minn.", "8"), "ms": ("Mississippi", "Miss.", "5"), "mo": ("Missouri", "Mo.", "8"),
    "mt": ("Montana", "Mont.", "9"), "ne": ("Nebraska", "Neb.", "8"), "nv": ("Nevada", "Nev.", "9"),
    "nh": ("New Hampshire", "N.H.", "1"), "nj": ("New Jersey", "N.J.", "3"),
    "nm": ("New Mexico", "N.M.", "10"), "ny": ("New York", "N.Y.", "2"),
    "nc": ("North Carolina", "N.C.", "4"), "nd": ("North Dakota", "N.D.", "8"),
    "nmi": ("the Northern Mariana Islands", "N. Mar. I.", "9"), "oh": ("Ohio", "Ohio", "6"),
    "ok": ("Oklahoma", "Okla.", "10"), "or": ("Oregon", "Or.", "9"), "pa": ("Pennsylvania", "Pa.", "3"),
    "pr": ("Puerto Rico", "P.R.", "1"), "ri": ("Rhode Island", "R.I.", "1"),
    "sc": ("South Carolina", "S.C.", "4"), "sd": ("South Dakota", "S.D.", "8"),
    "tn": ("Tennessee", "Tenn.", "6"), "tx": ("Texas", "Tex.", "5"), "ut": ("Utah", "Utah", "10"),
    "vt": ("Vermont", "Vt.", "2"), "vi": ("the Virgin Islands", "V.I.", "3"), "va": ("Virginia", "Va.", "4"),
    "wa": ("Washington", "Wash.", "9"), "wv": ("West Virginia", "W. Va.", "4"),
    "wi": ("Wisconsin", "Wis.", "7"), "wy": ("Wyoming", "Wyo.", "10"),
}  # fmt: skip
DIRECTIONS = {"n": "Northern", "s": "Southern", "e": "Eastern", "w": "Western", "m": "Middle", "c": "Central"}
# Codes that docket data uses for courts the rule would name wrongly or not at all.
_IRREGULAR = {
    "arb": "azb", "nebraskab": "neb", "tennesseeb": "tnb", "wisd": "wid", "wvad": "wvd", "texd": "txd",
    "michd": "mid", "missd": "msd", "ohiod": "ohd", "washd": "wad", "californiad": "cad", "illinoisd": "ild",
    "illinoised": "iled", "indianad": "ind", "pennsylvaniad": "pad", "southcarolinaed": "sced",
    "southcarolinawd": "scwd", "tennessed": "tnd",
}  # fmt: skip
_DISTRICT = re.compile(
    rf"(?P<state>{'|'.join(sorted(STATES, key=len, reverse=True))})(?P<direction>[nsewmc]?)(?P<type>[db])"
)
_CIRCUITS = {
    "1": ("First", "1st"), "2": ("Second", "2d"), "3": ("Third", "3d"), "4": ("Fourth", "4th"),
    "5": ("Fifth", "5th"), "6": ("Sixth", "6th"), "7": ("Seventh", "7th"), "8": ("Eighth", "8th"),
    "9": ("Ninth", "9th"), "10": ("Tenth", "10th"), "11": ("Eleventh", "11th"),
    "dc": ("District of Columbia", "D.C."), "fc": ("Federal", "Fed."),
}  # fmt: skip
_CIRCUIT = re.compile(r"(?P<type>ca|bap)(?P<circuit>1[01]|[1-9]|dc|fc)")
_OTHERS = {
    "scotus": ("Supreme Court of the United States", "U.S.", Level.LAST_RESORT, ""),
    "cavc": ("U.S. Court of Appeals for Veterans Claims", "Vet. App.", Level.INTERMEDIATE_APPEAL, "cafc"),
    "cit": ("U.S. Court of International Trade", "Ct. Int’l Trade", Level.SPECIAL, "cafc"),
    "uscfc": ("U.S. Court of Federal Claims", "Fed. Cl.", Level.SPECIAL, "cafc"),
    "jpml": ("U.S. Judicial Panel on Multidistrict Litigation", "J.P.M.L.", Level.SPECIAL, ""),
    # Appeals from the Tax Court go to the circuit the taxpayer lives in.
    "tax": ("U.S. Tax Court", "T.C.", Level.SPECIAL, ""),
    "armfor": ("U.S. Court of Appeals for the Armed Forces", "C.A.A.F.", Level.INTERMEDIATE_APPEAL, "scotus"),
    "fisc": ("U.S. Foreign Intelligence Surveillance Court", "FISA Ct.", Level.SPECIAL, "fiscr"),
    "fiscr": (
        "U.S. Foreign Intelligence Surveillance Court of Review",
        "FISA Ct. Rev.",
        Level.INTERMEDIATE_APPEAL,
        "scotus",
    ),
}


def describe_federal_court(code: str) -> dict | None:
    """The fields of a federal court, `appeals_to` as a code; None for a code no rule knows."""
    if code in _OTHERS:
        name, citation_name, level, appeals_to = _OTHERS[code]
        return _court(
            name, citation_name, level, "Washington, D.C." if code != "cit" else "New York", appeals_to
        )
    if found := _CIRCUIT.fullmatch(code):
        return _circuit(found["type"], found["circuit"])
    if found := _DISTRICT.fullmatch(_IRREGULAR.get(code, code)):
        return _district(code, **found.groupdict())
    return None


def _court(name, citation_name, level, place, appeals_to):
    return {
        "name": name,
        "citation_name": citation_name,
        "level": level,
        "system": Court.System.FEDERAL,
        "place": place,
        "appeals_to": appeals_to,
    }


def _circuit(kind, number):
    name, ordinal = _CIRCUITS[number]
    place = "Washington, D.C." if number in {"dc", "fc"} else ""
    if kind == "bap":
        panel = f"U.S. Bankruptcy Appellate Panel of the {name} Circuit"
        return _court(panel, f"B.A.P. {ordinal} Cir.", Level.INTERMEDIATE_APPEAL, place, f"ca{number}")
    court = f"U.S. Court of Appeals for the {name} Circuit"
    return _court(court, f"{ordinal} Cir.", Level.INTERMEDIATE_APPEAL, place, "scotus")


def _district(code, state, direction, type):  # noqa: A002  the name of the group
    place, cited, circuit = STATES[state]
    of = f"{DIRECTIONS[direction]} District of {place}" if direction else f"District of {place}"
    # Initials follow without a space: S.D.N.Y. but S.D. Cal.
    space = "" if re.fullmatch(r"(?:[A-Z]\.)+", cited) else " "
    short = f"{direction.upper()}.D.{space}{cited}" if direction else f"D.{space}{cited}"
    seat = {"dc": "Washington, D.C.", "nmi": "Northern Mariana Islands", "vi": "Virgin Islands"}.get(
        state, place
    )
    if type == "b":
        name = f"U.S. Bankruptcy Court for the {of}"
        return _court(name, f"Bankr. {short}", Level.TRIAL, seat, _district_court_of(code, state, direction))
    return _court(_district_name(state, of, place), short, Level.TRIAL, seat, f"ca{circuit}")


def _district_name(state, of, place):
    if state in {"gu", "vi"}:
        return f"District Court of {place}"
    return f"District Court for {place}" if state == "nmi" else f"U.S. District Court for the {of}"


def _district_court_of(code, state, direction):
    """The district court above a bankruptcy court; where districts were united since, none is known."""
    return "" if code == "tennesseeb" else f"{state}{direction}d"
