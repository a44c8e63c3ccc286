"""A story's blocks read as one text, the way the extractors of facts want it."""

from collections.abc import Iterable

from newsroom.linking.models import Link
from newsroom.prose.blocks import Block


class WholeText:
    """The blocks' texts, a line apart, up to `most` characters; `is_cut` where there is more."""

    def __init__(self, blocks: Iterable[Block], *, most: int):
        self._starts: dict[str, int] = {}
        texts, at, self.is_cut = [], 0, False
        for block in blocks:
            if not block.text.strip():
                continue
            self._starts[block.id] = at
            texts.append(block.text)
            at += len(block.text) + 1
            if at > most:
                break
        text = "\n".join(texts)
        self.text, self.is_cut = text[:most], at > most

    def span(self, link: Link) -> tuple[int, int] | None:
        """Where the words of a placed link stand in it; None beyond the cut."""
        start = self._starts.get(link.block)
        if start is None or start + link.end > len(self.text):
            return None
        return start + link.start, start + link.end
