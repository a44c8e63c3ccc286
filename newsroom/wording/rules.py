"""What a rule of the guard says: these words need this of the record. Legal edits them; here are the first.

A wording is words as they stand in text, any case; a star at the end of a word takes any ending of it:
`settle*` finds settled, settles, settlement.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from newsroom.wording.context import Context

LONGEST_WORDING = 80


class Severity(StrEnum):
    """What has to happen before publication: serious findings need a named sign-off, the others a look."""

    SERIOUS = "serious"
    CHECK = "check"


@dataclass(frozen=True)
class Rule:
    """Words that say something of a party, and what in the record bears them out.

    `borne_out_by` holds outcomes (`convicted`), dismissals with their prejudice (`dismissed:with`), penalties
    (`penalty:fine`), kinds of cases (`case:criminal`), modes of statements (`stated:found`) and words in the
    title of a claim that the party pleaded guilty to or was convicted of (`guilty_of:fraud`): any one is
    enough. None bears out a word without any. In a context that clears, the word is no finding; in one that
    lowers, it is one to check.
    """

    slug: str
    wordings: tuple[str, ...]
    says: str
    borne_out_by: frozenset[str] = frozenset()
    severity: Severity = Severity.SERIOUS
    clears: frozenset[Context] = frozenset()
    lowers: frozenset[Context] = frozenset()
    pattern: re.Pattern = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "pattern", pattern_of(self.wordings))


@lru_cache(maxsize=1024)
def pattern_of(wordings: tuple[str, ...]) -> re.Pattern:
    """One pattern for all wordings, the longest first. Raises ValueError where one is no wording."""
    parts = [_pattern(wording) for wording in sorted(wordings, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def _pattern(wording: str) -> str:
    words = wording.split()
    if not words or len(wording) > LONGEST_WORDING:
        raise ValueError(f"“{wording[:40]}” is no wording: write one to a few words.")
    for word in words:
        if "*" in word[:-1] or (word.endswith("*") and len(word) < 4):
            raise ValueError(f"“{wording}”: a star stands at the end of a word of three letters or more.")
    return r"\s+[“‘\"']?".join(
        re.escape(word.removesuffix("*")) + r"\w*" * word.endswith("*") for word in words
    )


_MEANT = frozenset({Context.NEGATION, Context.HYPOTHESIS})
_SAID = frozenset({Context.QUOTATION, Context.ATTRIBUTION})
_GUILTY = frozenset({"convicted", "pleaded_guilty"})
_LIABLE = frozenset({"verdict_against", "judgment_against", "summary_judgment_against", "default_judgment"})
_MONEY = frozenset(
    f"penalty:{kind}"
    for kind in ("fine", "financial", "civil_penalty", "disgorgement", "forfeiture", "restitution")
)
_DISMISSED = frozenset({"dismissed:with", "dismissed:without", "dismissed:not_stated"})
_SENTENCES = frozenset(
    f"penalty:{kind}"
    for kind in ("imprisonment", "probation", "supervised_release", "home_detention", "fine")
)


_THEFT = ("theft", "larceny", "robbery", "burglary", "embezzlement")
_DECEIT = ("fraud", "defraud", "defrauding", "manipulation", "deception", "false", "falsification")


def _guilty_of(*words):
    return frozenset(f"guilty_of:{word}" for word in words)


def _outcome(slug, says, borne_out_by, *wordings, severity=Severity.SERIOUS):
    """Of a fact the court makes: denied or supposed it is no fact; whoever says it, the record decides."""
    return Rule(slug, wordings, says, frozenset(borne_out_by), severity, clears=_MEANT, lowers=_SAID)


def _label(slug, says, borne_out_by, *wordings):
    """Of what only a court may call a person: a quotation or a claim of somebody's lowers it, no more."""
    clears = frozenset({Context.HYPOTHESIS})
    return Rule(
        slug, wordings, says, frozenset(borne_out_by), clears=clears, lowers=_SAID | {Context.NEGATION}
    )


def _deed(slug, says, borne_out_by, *wordings):
    """Of wrongdoing: a fact only if a court found it or the party admitted it, else somebody's allegation.

    Whoever is guilty of one crime has not committed another.
    """
    proven = _LIABLE | {"stated:found", "stated:admitted"} | borne_out_by
    return Rule(slug, wordings, says, proven, clears=_MEANT | _SAID)


FIRST_RULES = (
    _outcome("found-guilty", "was found guilty by a court", {"convicted"}, "found guilty", "guilty verdict*"),
    _outcome(
        "convicted", "was convicted", _GUILTY,
        "convicted", "conviction*", "a convict", "is guilty", "was guilty", "guilty of",
    ),
    _outcome(
        "pleaded-guilty", "pleaded guilty", {"pleaded_guilty"},
        "pleaded guilty", "pled guilty", "pleads guilty", "pleading guilty", "guilty plea*", "plea of guilty",
    ),
    _outcome(
        "admitted", "admitted the claims", {"pleaded_guilty", "stated:admitted"},
        "admitted to", "admitted guilt", "admitted wrongdoing", "confessed", "confession*",
    ),
    _outcome(
        "settled", "settled", {"settled", "consent_judgment"},
        "settled", "settles", "settlement*", "settle with", "settle the", "settling",
    ),
    _outcome(
        "cleared", "was cleared", {"acquitted", "verdict_for", "judgment_for", "summary_judgment_for"},
        "was cleared", "were cleared", "been cleared", "cleared of", "exonerat*", "vindicat*", "absolved",
        "found innocent", "proven innocent", "off the hook", "off the legal hook",
    ),
    _outcome("acquitted", "was acquitted", {"acquitted"}, "acquitted", "acquittal*", "found not guilty"),
    _outcome(
        "pardoned", "was pardoned", {"pardoned"},
        "was pardoned", "been pardoned", "pardoned by", "received a pardon", "granted a pardon",
    ),
    _outcome(
        "dismissed-with-prejudice", "had the case dismissed with prejudice", {"dismissed:with"},
        "dismissed with prejudice", "dismissal with prejudice", "barred from reopening",
    ),
    _outcome(
        "dismissed-without-prejudice", "had the case dismissed without prejudice", {"dismissed:without"},
        "dismissed without prejudice", "dismissal without prejudice",
    ),
    _outcome(
        "dismissed", "had the case dismissed", _DISMISSED,
        "was dismissed", "were dismissed", "been dismissed", "threw out", "thrown out", "tossed out",
        "dropped its case", "dropped the case", "dropped all charges", "dropped the charges",
    ),
    _outcome(
        "liable", "was found liable", _LIABLE,
        "found liable", "held liable", "lost the case", "lost its case", "judgment against", "ruled against",
        "liable for", "liable to", "liable under",
    ),
    _outcome(
        "banned", "was banned", {"penalty:bar", "penalty:injunction"},
        "banned from", "barred from serving", "barred from trading", "disqualified from",
    ),
    _outcome(
        "fined", "was fined", _MONEY,
        "fined", "was ordered to pay", "were ordered to pay", "paid a fine",
    ),
    _outcome(
        "jailed", "was sent to prison", {"penalty:imprisonment"},
        "jailed", "imprisoned", "sentenced to prison", "prison sentence", "prison term", "behind bars",
        "served time",
    ),
    _outcome("sentenced", "was sentenced", _SENTENCES, "sentenced to", "was sentenced", "were sentenced"),
    _outcome(
        "charged", "was charged with a crime", {"case:criminal"},
        "indicted", "criminally charged", "charged with a crime", "criminal charges", "arrested",
        severity=Severity.CHECK,
    ),
    _outcome(
        "overturned", "had the decision undone", {"vacated", "reversed"},
        "overturned", "was reversed", "were reversed", "was vacated", "quashed",
        severity=Severity.CHECK,
    ),
    _label(
        "criminal", "is a criminal", _GUILTY,
        "crook*", "criminal mastermind", "a criminal", "felon", "felons", "gangster*", "mobster*",
    ),
    _label(
        "fraudster", "is a fraudster", _guilty_of("fraud", "defraud", "defrauding"),
        "fraudster*", "swindler*", "scammer*", "con man", "conman", "con artist",
    ),
    _label(
        "thief", "is a thief", _guilty_of(*_THEFT),
        "thief", "thieves", "embezzler*",
    ),
    _label(
        "money-launderer", "is a money launderer", _guilty_of("laundering", "launder"),
        "money launderer*",
    ),
    _label(
        "racketeer", "is a racketeer", _guilty_of("racketeering", "rico"),
        "racketeer*",
    ),
    _deed(
        "deceit", "deceived others", _guilty_of(*_DECEIT),
        "defrauded", "swindled", "cheated", "misled", "deceived", "inflated", "manipulated", "falsified",
        "committed fraud", "lied to", "scammed",
    ),
    _deed(
        "theft", "took what belongs to others", _guilty_of(*_DECEIT, *_THEFT),
        "embezzled", "stole", "looted", "diverted", "misappropriated",
    ),
    _deed("laundering", "laundered money", _guilty_of("laundering", "launder"), "laundered"),
    _deed("bribery", "bribed somebody", _guilty_of("bribery", "bribe", "bribes", "corruption"), "bribed"),
    _deed(
        "misdeed", "did what only a court can find", _GUILTY,
        "violated", "broke the law", "committed crimes", "conspired", "evaded",
    ),
)  # fmt: skip
