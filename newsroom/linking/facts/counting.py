"""Numbers as prose writes them, up to the hundreds."""

from newsroom.linking.facts.word_lists import words_in

_ONES = words_in(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = words_in("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = {word: value for value, word in enumerate(_ONES, start=1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_VALUES |= {"a": 1, "an": 1, "hundred": 100, "dozen": 12}

# The longer words first: "seven" must not bite into "seventeen".
WORD = "|".join(sorted(set(_ONES) | set(_TENS), key=lambda word: (-len(word), word)))
NUMBER = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[:9])})|{WORD}|\d{{1,4}})"


def count(words: str) -> int:
    """`seventeen` → 17, `twenty-five` → 25, `a` → 1, `12` → 12."""
    if words.isdigit():
        return int(words)
    return sum(_VALUES[word] for word in words.lower().replace("-", " ").split())
