"""Registries and documents as files: one JSON object a line."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cases.names import name_key
from newsroom.linking.matching.proposals import propose
from newsroom.linking.matching.registry import KnownCase, Name, Registry, Role, Target
from newsroom.linking.matching.rules import Rules
from newsroom.linking.matching.words import Paragraph


class NotReadable(ValueError):
    """A line of the file is not what it should be; the message says which and what is wrong."""


def registry(path: Path) -> Registry:
    """The names of a file: `id`, `name`; if given `kind`, `aliases`, `context`, `cases`; others are ignored.

    An id that comes again adds names to the entity. Cases are ids, or objects with `id`, `caption`, `kind`
    and the entity's `side` in it.
    """
    known = Registry()
    for number, row in _rows(path):
        if not isinstance(row.get("name"), str) or not isinstance(row.get("id"), str | int):
            raise NotReadable(f"{path}, line {number}: an entity needs an id and a name.")
        _register(known, row)
    return known


def documents(path: Path) -> Iterator[dict]:
    for number, row in _rows(path):
        if not isinstance(row.get("text"), str) or "id" not in row:
            raise NotReadable(f"{path}, line {number}: a document needs an id and a text.")
        yield row


def proposals_for(
    document: dict, source: Registry, rules: Rules, *, possible: bool, explain: bool
) -> Iterator[dict]:
    """The proposals for one document, offsets in code points of its text as given."""
    normal, offsets = in_nfc(document["text"])
    paragraphs = [Paragraph("", normal)]
    for found in propose(paragraphs, source, rules=rules):
        if found.is_strong or possible:
            start, end = (offsets[found.start], offsets[found.end]) if offsets else (found.start, found.end)
            row = {
                "document": document["id"],
                "start": start,
                "end": end,
                "entity": found.target.id,
                "rule": found.rule,
                "score": found.score,
                "surface": document["text"][start:end],
                "strength": "strong" if found.is_strong else "possible",
            }
            if explain:
                others = [
                    {found_kind: target.id, "name": name}
                    for target, name in found.alternatives
                    for found_kind in [target.kind]
                ]
                row |= {"evidence": list(found.evidence), "alternatives": others}
            yield row


def in_nfc(text: str) -> tuple[str, list[int] | None]:
    """The text in NFC and, where that moved anything, the old offset of each new one and of the end."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces = re.split(r"(?<=.)(?=[^\u0300-\u036f\u1160-\u11ff])(?!\u3099|\u309a)", text, flags=re.DOTALL)
    normal, offsets, at = [], [], 0
    for piece in pieces:
        piece_normal = unicodedata.normalize("NFC", piece)
        normal.append(piece_normal)
        offsets += [at] * len(piece_normal)
        at += len(piece)
    return "".join(normal), [*offsets, at]


def _register(known, row):
    target = Target("entity", row["id"])
    kind = row["kind"] if isinstance(row.get("kind"), str) else ""
    context = tuple(_texts(row.get("context")))
    for name, details in _names(row):
        key = name_key(name)
        if key:
            known.add(Name(key, name, target, row["name"], kind, context=context, **details))
    for case in _listed(row.get("cases")):
        details = case if isinstance(case, dict) else {"id": case}
        if isinstance(number := details.get("id", details.get("caption")), str | int):
            known.add_case(
                KnownCase(
                    Target("case", number), str(details.get("caption", "")), str(details.get("kind", ""))
                )
            )
            known.add_role(Role(Target("case", number), target, str(details.get("side", ""))))


def _names(row: dict) -> Iterator[tuple[str, dict[str, Any]]]:
    yield row["name"], {}
    for alias in _listed(row.get("aliases")):
        if isinstance(alias, str):
            yield alias, {}
        elif isinstance(alias, dict) and isinstance(alias.get("name"), str):
            kind, strength = alias.get("kind"), alias.get("strength")
            yield (
                alias["name"],
                {"alias_kind": kind if isinstance(kind, str) else "", "is_weak": strength == "weak"},
            )


def _texts(value):
    return [each for each in ([value] if isinstance(value, str) else _listed(value)) if isinstance(each, str)]


def _listed(value):
    return value if isinstance(value, list) else []


def _rows(path):
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError as error:
                    raise NotReadable(f"{path}, line {number} is not JSON: {error}") from error
                if not isinstance(row, dict):
                    raise NotReadable(f"{path}, line {number} is not an object.")
                yield number, row
