"""How a word is meant: as a fact, or denied, supposed, quoted, or somebody's claim."""

import re
from enum import StrEnum

from newsroom.prose.sentences import Sentence


class Context(StrEnum):
    """What keeps a word from being said as a plain fact."""

    NEGATION = "negation"
    HYPOTHESIS = "hypothesis"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"


def _words(*patterns: str) -> str:
    return rf"\b(?:{'|'.join(patterns)})\b"


# Within a clause, before the word.
_NEGATING = re.compile(
    _words(
        r"not|never|no(?!\.)|nobody|none|neither|nor|without|cannot|denie[sd]|deny|denying",
        "rather than|instead of|short of|far from|fail(?:s|ed|ing)? to",
        r"(?:declin|refus)(?:es?|ed|ing) to|\w+n['’]t",
    ),
    re.IGNORECASE,
)
# "may" and "might" are modal in lower case only: May is a month and a name.
_SUPPOSING = re.compile(
    rf"(?i:{
        _words(
            'if|unless|whether|until|pending|could|would|should|potential(?:ly)?|possibl[ey]|likely',
            'expected to|fac(?:es?|ed|ing)|risk(?:s|ed|ing)?|seek(?:s|ing)?|sought',
            r'ask(?:s|ed|ing)? (?:\w+ ){0,4}to|tr(?:y|ies|ied|ying) to|hop(?:es?|ed|ing) to',
            'plan(?:s|ned|ning)? to|want(?:s|ed|ing)? to|offer(?:s|ed|ing)? to|in talks to|able to|were to',
            'what|how|means?',
        )
    })|{_words('may|might|can')}"
)
# What would have been was not; wherever in the sentence it is said.
_UNREAL = re.compile(r"\b(?:could|would|might|should) (?:not )?have\b", re.IGNORECASE)
_ATTRIBUTING = re.compile(
    _words(
        r"according to|as per|alleg\w+|accus\w+|claim(?:ed|ing|s that|s to)|contend\w*|argu(?:es?|ed|ing)",
        r"assert\w*|charged that|suspect\w*|purported(?:ly)?|report(?:s|ed|edly)|sa(?:ys|y|id|ying)|told",
        r"tells?|stat(?:es?|ed|ing) that|wr(?:ites?|ote)|called|calling|describ(?:es?|ed|ing)",
        r"maintain(?:s|ed|ing)|insist(?:s|ed|ing)?|deni(?:es|ed)",
        r"in (?:its|their|his|her|the) (?:complaint|lawsuit|indictment)|sued (?:\S+ ){1,6}(?:for|over)",
    ),
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:—–]|,\s+(?:but|and|while|though|although|whereas|which|who)\b|\bbut\b", re.IGNORECASE
)
_QUOTED = re.compile(r"“[^“”]{1,2000}”|«[^«»]{1,2000}»|(?<!\w)\"[^\"]{1,2000}\"(?!\w)")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where the text quotes somebody, marks included; an unclosed quotation mark quotes nothing."""
    return [found.span() for found in _QUOTED.finditer(text)]


def begins_a_clause(text: str) -> bool:
    """Whether another clause begins in these words: who is named in it need not be who was spoken of."""
    return bool(_CLAUSE.search(text))


def contexts_of(
    start: int, end: int, sentence: Sentence, quoted: list[tuple[int, int]]
) -> frozenset[Context]:
    """How the words from `start` to `end` of the sentence's text are meant there."""
    clause = _clause_before(sentence.text[: start - sentence.start])
    found = set()
    if _NEGATING.search(clause):
        found.add(Context.NEGATION)
    if _SUPPOSING.search(clause) or _UNREAL.search(sentence.text) or sentence.text.endswith("?"):
        found.add(Context.HYPOTHESIS)
    if any(begin <= start and end <= stop for begin, stop in quoted):
        found.add(Context.QUOTATION)
    around = sentence.text[: start - sentence.start] + " … " + sentence.text[end - sentence.start :]
    if _ATTRIBUTING.search(around):
        found.add(Context.ATTRIBUTION)
    return frozenset(found)


def _clause_before(text: str) -> str:
    """What stands before the word in its own clause; an opening "if" governs the whole sentence."""
    start = max((found.end() for found in _CLAUSE.finditer(text)), default=0)
    opening = re.match(r"(?:If|Unless|Whether|Should)\b", text)
    return text if opening else text[start:]
