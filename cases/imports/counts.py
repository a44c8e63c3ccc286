"""Criminal counts and complaints as a docket prints them, and what their dispositions say for certain."""

import re

from cases.imports.printed import PrintedCount
from cases.imports.reader import Reader
from cases.imports.wording import cut
from cases.models import Claim, Disposition

Outcome = Disposition.Outcome
Prejudice = Disposition.Prejudice
DecidedBy = Disposition.DecidedBy

# The number ends the name: "Importation of Marijuana(1)", "(2s-3s)" for superseding counts, "(1,3-5)".
_NUMBER = re.compile(r"\((?P<number>\d{1,4}[a-z]{0,4}(?: ?[-,&] ?\d{1,4}[a-z]{0,4})*)\)$", re.IGNORECASE)

_WHO = r"(?:(?:the )?(?:defendant|deft?\.?|dft\.?)(?: is| was)? )?(?:(?:is|was) )?"
_COUNTS = r"(?:(?:as to )?(?:the )?(?:count|ct|charge|indictment|complaint|information)s?\b[^.;]{0,60}? )?"
_DISMISSED = re.compile(rf"{_WHO}{_COUNTS}(?:(?:is|are|was|were|be|been|hereby|ordered) )*dismiss(?:ed|al)\b")
_ACQUITTED = re.compile(
    rf"{_WHO}(?:found |adjudged |verdict of )?(?:not guilty|acquitted|judgment of acquittal)\b"
)
# Words of a sentence or of another ending: then it is not for us to sum up.
_MORE = re.compile(
    r"\b(?:months?|mos|years?|yrs|days|life|custody|imprison\w*|bop|bureau of prisons|probation|supervised"
    r"|fined?|restitution|assessment|sentenced?|plea|pleads?|pled|convicted|reinstated|vacated|except|denied"
    r"|remain\w*|time served|insanity|incompeten\w*|lesser)\b|(?<!not )\bguilty\b|\$"
)
_BY_GOVERNMENT = re.compile(
    r"\b(?:gov\w*|usa?|u\.s\.|united states(?: of america)?|ausa)(?:['’]?t)?(?:['’]s?)?(?!\w)"
)
_OWN_MOTION = re.compile(
    r"\bcourt['’]?s? own motion\b|\bsua sponte\b|\b(?:order|motion) of (?:the )?court\b|\bby the court\b"
)


def read_counts(party: Reader) -> list[PrintedCount]:
    """The counts and complaints against a party, in the order of the docket."""
    charges = party.object("criminal_data")
    return [
        *_read(charges, "counts", Claim.Kind.COUNT),
        *_read(charges, "complaints", Claim.Kind.COMPLAINT),
    ]


def _read(charges, key, kind):
    for reader in charges.objects(key):
        title, number = title_and_number(reader.line("name"))
        if not title:
            reader.warn("name", "is missing")
            title = f"A {Claim.Kind(kind).label} without words"
        yield PrintedCount(
            kind=kind, number=number, title=cut(title, 1000), outcome=outcome_of(reader.text("disposition"))
        )


def title_and_number(printed: str) -> tuple[str, str]:
    """A count's words and its number: `("Importation of Marijuana", "1")`."""
    found = _NUMBER.search(printed)
    if not found or len(found["number"]) > 20:
        return printed, ""
    return printed[: found.start()].rstrip(" ,-") or printed, found["number"].replace(" ", "")


def outcome_of(printed: str) -> dict | None:
    """The fields of a disposition; a sentence stays as printed, for it may say more than one word can."""
    words = " ".join(printed.lower().split())
    if not words:
        return None
    if _ACQUITTED.match(words) and not _MORE.search(words):
        return _outcome(printed, Outcome.ACQUITTED)
    if _DISMISSED.match(words) and not _MORE.search(words):
        return _outcome(printed, Outcome.DISMISSED, _prejudice(words), _decided_by(words))
    return _outcome(printed, Outcome.AS_PRINTED)


def _outcome(printed, outcome, prejudice="", decided_by=""):
    return {"outcome": outcome, "prejudice": prejudice, "decided_by": decided_by, "printed": printed}


def _prejudice(words):
    said = set(re.findall(r"\b(with|without|w/o?) prejudice\b", words))
    if len(said) != 1:
        return Prejudice.NOT_STATED
    return Prejudice.WITH if said.pop() in {"with", "w/"} else Prejudice.WITHOUT


def _decided_by(words):
    if _OWN_MOTION.search(words):
        return DecidedBy.ORDER
    if "motion" in words and _BY_GOVERNMENT.search(words) and not re.search(r"\bdef\w*['’]?s? motion", words):
        return DecidedBy.MOTION_OF_GOVERNMENT
    return ""
