"""Lists of words, written as words."""


def words_in(text: str) -> list[str]:
    return text.split()


def set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())
