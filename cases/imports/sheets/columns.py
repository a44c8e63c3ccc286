"""A column of a spreadsheet: what it means, how it is written, and how a cell of it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from cases.docket_numbers import docket_number_key
from cases.models import ExternalIdentifier
from cases.spreadsheet_cells import as_it_was

EMPTY = "-"
BETWEEN_NAMES = "|"
_YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True)
class Column:
    """One line of the table of columns; `parse` raises ValueError or ValidationError with what is wrong."""

    name: str
    meaning: str
    form: str
    example: str
    parse: Callable[[str], Any]
    is_required: bool = False
    # What a cell with a single hyphen stands for; a column without one cannot be emptied.
    emptied: Any = EMPTY

    def read(self, cell: str) -> Any:
        if "\0" in cell:
            raise ValueError("The cell holds a NUL character, which no text has. Type it anew.")
        # Only the blanks that an export marks with an apostrophe: another one and a hyphen are a text.
        if cell.strip(" \u00a0") == EMPTY:
            if self.emptied == EMPTY:
                raise ValueError("This can't be emptied.")
            return self.emptied
        text = as_it_was(cell)
        return self.parse(text if text != cell else cell.strip())


def of_field(model: type[Model], name: str, form: str, example: str, *, meaning: str = "", is_required=False):
    """A column that is a field of the model, and is read as the model says."""
    field = getattr(model, name).field
    words = {str(label).casefold(): value for value, label in field.flatchoices}

    def parse(text):
        if words and text.casefold() in words:
            return words[text.casefold()]
        try:
            return field.clean(text.casefold() if words else text, None)
        except ValidationError:
            if words:
                raise ValueError(f"There is no such {field.verbose_name}.") from None
            raise

    return Column(
        name,
        meaning or str(field.help_text) or f"The {field.verbose_name}.",
        form or f"one of {', '.join(value for value, _ in field.flatchoices)}",
        example,
        parse,
        is_required,
        EMPTY if is_required or not field.blank else (None if field.null else ""),
    )


def read_yes_or_no(text: str) -> bool:
    if text.casefold() not in _YES_OR_NO:
        raise ValueError("Say yes or no.")
    return _YES_OR_NO[text.casefold()]


def read_docket_number(text: str) -> str:
    docket_number_key(text)
    return text


def read_names(text: str) -> list[str]:
    return [name for part in text.split(BETWEEN_NAMES) if (name := part.strip())]


def read_identifiers(text: str) -> list[tuple[str, str]]:
    """`cik:0001679788 | lei:…`, each of a register we know."""
    return [read_identifier(part) for part in read_names(text)]


def read_identifier(text: str) -> tuple[str, str]:
    scheme, _, value = (part.strip() for part in text.partition(":"))
    if scheme.casefold() not in ExternalIdentifier.Scheme.values or not value:
        raise ValueError(f"Name the register and the number. {IDENTIFIER_FORM}.")
    known = ExternalIdentifier(scheme=scheme.casefold(), value=value)
    known.clean_fields(exclude=["entity"])
    known.clean()  # one spelling, check digits
    return known.scheme, known.value


def read_reference(text: str) -> str | tuple[str, str]:
    """An entity's slug, or what a register calls it."""
    return read_identifier(text) if ":" in text else text


IDENTIFIER_FORM = f"register:number, the register one of {', '.join(ExternalIdentifier.Scheme.values)}"
DATE_FORM = "YYYY-MM-DD, or as far as known: YYYY-MM, YYYY, YYYY-MM-DD/YYYY-MM-DD"
