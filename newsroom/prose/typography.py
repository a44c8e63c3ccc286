"""Which characters a body's text may hold and how white space reads, decided over a whole line of text."""

import re
import unicodedata

# Characters no reader sees and no editor typed. Control characters and lone surrogates cannot be stored. Soft
# hyphens, zero-width spaces and byte-order marks split names so that no wording is found. Directional
# embeddings, overrides and isolates go always, paired or not: they let the words shown differ from the words
# stored, an edit can break any pair, and a block already isolates its text. The marks U+200E/F and U+061C,
# which only nudge a neighbour, and the joiners U+200C/D, which scripts and emoji need, stay. Tag characters
# carry text that only machines read. U+FFFC stands where a number of the desk will.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_WHITE_SPACE = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029 ]+")
# A noncharacter, so never part of a text: where one run of equal formatting ends and the next begins.
_SEAM = "\ufdd0"
_GAP = re.compile(f"[ \xa0{_SEAM}]+")
LINE_BREAK = "\n"


def seen(text: str) -> str:
    """The text in NFC without unseen characters; white space is single spaces and no-break spaces."""
    return unicodedata.normalize("NFC", _LINE_WHITE_SPACE.sub(" ", _UNSEEN.sub("", text)))


def without_leading_residue(text: str) -> str:
    """The text from the first character that can begin a line: no space, no mark without its letter."""
    at = 0
    while at < len(text) and (text[at] in " \xa0" or _continues(text[at])):
        at += 1
    return text[at:]


def set_line(runs: list[str]) -> list[str]:
    """The runs of a line with white space as it reads; LINE_BREAK stands for a break, as many runs come back.

    Letters never compose across runs: a mark belongs to the run of its letter. So offsets in the joined text
    are offsets in the text as shown.
    """
    line = unicodedata.normalize("NFC", _SEAM.join(_with_marks_moved_back(runs)))
    return _GAP.sub(_close_gap, line).split(_SEAM)


def _continues(character: str) -> bool:
    # Combining marks, and the Hangul vowels and finals that compose with the syllable before them.
    return unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"


def _with_marks_moved_back(runs: list[str]) -> list[str]:
    if not any(run and _continues(run[0]) for run in runs):
        return runs
    runs = list(runs)
    home = 0
    for index, run in list(enumerate(runs))[1:]:
        length = next((at for at, character in enumerate(run) if not _continues(character)), len(run))
        runs[home] += run[:length]
        runs[index] = run[length:]
        home = index if runs[index] else home
    return runs


def _close_gap(gap: re.Match[str]) -> str:
    before, after = _around(gap)
    seams = gap[0].count(_SEAM)
    white = gap[0].replace(_SEAM, "")
    if not white or LINE_BREAK in (before, after):
        return _SEAM * seams
    # One no-break space beside a number, a sign or a full stop ("§ 5", "No. 23") holds them together; between
    # letters or beside other spaces it is what editors and word processors leave behind.
    binds = white == "\xa0" and not (before.isalpha() and after.isalpha())
    lead = re.match(f"{_SEAM}*", gap[0]).end()
    return _SEAM * lead + ("\xa0" if binds else " ") + _SEAM * (seams - lead)


def _around(gap: re.Match[str]) -> tuple[str, str]:
    line = gap.string
    before = line[gap.start() - 1] if gap.start() else LINE_BREAK
    after = line[gap.end()] if gap.end() < len(line) else LINE_BREAK
    return before, after
