"""A story's content taken apart for comparing: names become numbers, bodies become blocks."""

from newsroom.prose.blocks import Block, split
from newsroom.prose.sanitise import clean

DERIVED = frozenset({"text", "block_ids", "kind", "links", "images", "counted"})
BODY, SECTIONS = "body", "sections"

type Sheet = dict


def sheet_of(content: dict) -> Sheet:
    """What of a content an editor types, each part in the form that tells two versions apart."""
    return {name: _part(name, value, content) for name, value in content.items() if name not in DERIVED}


def blocks_of(content: dict) -> list[Block]:
    """The blocks of a content's body; what was frozen before a rule of cleaning changed gets names anew."""
    html = clean(content[BODY])
    return split(html, content["block_ids"] if html == content[BODY] else ())


def _part(name, value, content):
    if name == BODY:
        return blocks_of(content)
    if name == SECTIONS:
        return [{"id": section["id"], **_section(section)} for section in value]
    if isinstance(value, list):
        return [item["id"] if isinstance(item, dict) else item for item in value]
    return value["id"] if isinstance(value, dict) else value


def _section(section):
    return (
        {name: part for name, part in sheet_of(section).items() if name != "id"}
        | {"kind": section["kind"]}
        | {"numbers": sorted(row["id"] for row in section.get("numbers", ()))}
    )
