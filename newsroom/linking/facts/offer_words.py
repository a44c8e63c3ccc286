"""The words for what courts and parties do, by the kinds of events and penalties of the record."""

import re

from newsroom.linking.facts.counting import NUMBER

_ACTS = {
    "filed": r"sued|filed (?:a|an|its|the) (?:\w{1,15} ){0,2}(?:lawsuit|suit|complaint|case)"
    r"|brought (?:a|the) (?:\w{1,15} )?(?:case|suit)",
    "charged": r"charged|indicted",
    "arrest": r"arrested|detained",
    "plea": r"(?:pleaded|pled) (?:not )?guilty|guilty plea",
    "verdict": r"convicted|acquitted|found (?:not )?guilty",
    "sentence": r"sentenced",
    "release": r"released from (?:prison|jail|custody)|was released",
    "settlement": r"settled|settlement",
    "dismissal": r"dismissed|dismissal|dropped (?:\w{1,15} ){0,5}(?:case|suit|lawsuit|charges|complaint)"
    r"|withdrew (?:its|the) (?:case|suit|lawsuit)",
    "appeal": r"appealed|filed an appeal",
    "order": r"ruled|ordered|granted|denied (?:a|the) motion",
    "hearing": r"hearing",
    "motion": r"joint (?:court )?filing|filed (?:a|the|its) (?:\w{1,15} ){0,2}motion|moved to",
}
ACT = re.compile(r"\b(?:" + "|".join(f"(?P<{kind}>{forms})" for kind, forms in _ACTS.items()) + r")\b")

_PENALTIES = {
    "civil_penalty": r"civil (?:money )?penalt(?:y|ies)",
    "disgorgement": r"disgorge(?:ment|d|s)?",
    "forfeiture": r"forfeit(?:ure|ed|s)?",
    "restitution": r"restitution",
    "damages": r"damages",
    "fine": r"fine[ds]?",
    "financial": r"penalt(?:y|ies)|settlement|settle[ds]?",
}
PENALTY = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{forms})" for kind, forms in _PENALTIES.items()) + r")\b"
)

_PLACES = (
    r"in (?:federal |state )?(?:prison|jail)|behind bars|(?:prison|jail) (?:term|sentence)"
    r"|(?:of )?imprisonment"
)
_OTHERS = r"(?:of )?(?:supervised release|probation|home (?:detention|confinement)|house arrest)"
TERM = re.compile(
    rf"\b(?P<count>{NUMBER})[ -](?P<unit>hour|day|month|year)s?[ -]?(?P<what>{_PLACES}|{_OTHERS})\b",
    re.IGNORECASE,
)

# The date of a sentence is that of the penalty only beside one of these.
IMPOSED = re.compile(r"\b(?:sentenced|fined|ordered|imposed|agreed|settled)\b")
# What is asked for, feared or denied has not happened.
UNDONE = re.compile(
    r"\b(?:not|never|no|could|would|may|might|faces?|facing|seeks?|seeking|sought|asked for|up to|maximum|if"
    r"|unless"
    r"|threatened|without)\b[^,;]{0,60}$"
)


def kind_of_term(what: str) -> str:
    """Of cases.models.Penalty.Kind."""
    for word, kind in (
        ("supervised", "supervised_release"),
        ("probation", "probation"),
        ("ho", "home_detention"),
    ):
        if what.lower().removeprefix("of ").startswith(word):
            return kind
    return "imprisonment"
