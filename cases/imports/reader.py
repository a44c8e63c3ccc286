"""Reads values out of a docket's JSON, liberally: what can't be used is noted, never fatal."""

from dataclasses import dataclass, field

from cases.imports.wording import clean, clean_line, cut, read_date


@dataclass
class Reader:
    """One object of the file, and where in the file it stands; all readers of a file share the warnings."""

    values: dict
    path: str = ""
    warnings: list[dict] = field(default_factory=list)

    def warn(self, key, reason):
        self.warnings.append({"key": f"{self.path}{key}", "reason": reason})

    def line(self, key, length=None):
        """A text on one line; empty if missing or no text."""
        return self._fitted(key, clean_line(self._printed(key)), length)

    def text(self, key):
        """A text with its lines."""
        return clean(self._printed(key))

    def date(self, key):
        """A day, or None."""
        printed = self._printed(key).strip()
        try:
            return read_date(printed) if printed else None
        except ValueError as problem:
            self.warn(key, f"{problem}: left empty")
            return None

    def lines(self, key):
        """A list of texts."""
        items = self._list(key)
        return [clean_line(item) for item in items if isinstance(item, str) and clean_line(item)]

    def objects(self, key):
        """Readers of the objects in a list."""
        readers = []
        for position, item in enumerate(self._list(key)):
            if isinstance(item, dict):
                readers.append(Reader(item, f"{self.path}{key}[{position}].", self.warnings))
            else:
                self.warn(f"{key}[{position}]", "is not an object: left out")
        return readers

    def object(self, key):
        """A reader of one object; of an empty one if it is missing."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, dict):
            self.warn(key, "is not an object: left out")
        return Reader(value if isinstance(value, dict) else {}, f"{self.path}{key}.", self.warnings)

    def has(self, key):
        return key in self.values

    def _printed(self, key):
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.warn(key, "is not a text: left empty")
        return ""

    def _fitted(self, key, text, length):
        if length and len(text) > length:
            self.warn(key, f"is longer than {length} characters: cut")
            return cut(text, length)
        return text

    def _list(self, key):
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.warn(key, "is not a list: left out")
            return []
        return value
