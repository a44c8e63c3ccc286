"""Between a story's form as a browser sends it and the sheet that versions are compared by."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from newsroom.explainers.kinds import FILTER, KINDS, Depth, used
from newsroom.explainers.models import ExplainerSection
from newsroom.prose.blocks import Block, carry_ids, join
from newsroom.prose.sanitise import clean
from newsroom.publishing.models import Byline
from newsroom.publishing.versions.sheet import Sheet

NEVER_KEPT = {"csrfmiddlewaretoken"}
BODY, NEW = "body", "new-"
SECTION_SETS = {"cases": "cases", "terms": "terms", "statements": "facts", "numbers": "numbers"}

type Typed = dict[str, list[str]]


def typed_in(post: QueryDict) -> Typed:
    """What a form sent, without what belongs to the one sending of it."""
    return {
        name: values
        for name, values in post.lists()
        if name not in NEVER_KEPT and not name.startswith("_") and "__prefix__" not in name
    }


def as_post(typed: Typed) -> QueryDict:
    """The same as a request brings it."""
    post = QueryDict(mutable=True)
    for name, values in typed.items():
        post.setlist(name, values)
    return post


def as_new(typed: Typed) -> Typed:
    """The form of a story that is gone, for a new one: its rows become new rows."""
    new = {
        name: values for name, values in typed.items() if not re.search(r"-\d+-(id|story|explainer)$", name)
    }
    for name in [name for name in new if name.endswith("-INITIAL_FORMS")]:
        new[name] = ["0"]
    return {**new, "base_revision": [""]}


def as_sent(form: forms.BaseForm, formsets: list) -> Typed:
    """What a browser sends for forms that nobody typed into."""
    sent = _fields_sent(form)
    for rows in formsets:
        sent |= _fields_sent(rows.management_form)
        for row in rows.initial_forms:
            sent |= _fields_sent(row)
    return sent


def sheet_typed(typed: Typed, form: forms.BaseForm, formsets: list, base: Sheet) -> Sheet:
    """What was typed, as the save would keep it: bodies cleaned, their blocks named as in the base."""
    data = MultiValueDict(typed)
    sheet = {
        name: _kept(field, form.add_prefix(name), data, base.get(name))
        for name, field in form.fields.items()
        if name in base
    }
    for rows in formsets:
        if rows.model is Byline:
            sheet["authors"] = [
                _number(row["author"]) for row in _in_order(_rows(typed, rows)) if row["author"]
            ]
        elif rows.model is ExplainerSection:
            sheet["sections"] = _sections(_in_order(_rows(typed, rows)), base.get("sections") or [])
    return sheet


def typed_anew(typed: Typed, settled: Sheet, theirs: Sheet, form: forms.BaseForm, formsets: list) -> Typed:
    """What to send so that the newest revision becomes the settled sheet, with all else that was typed."""
    data = as_sent(form, formsets)
    for name in form.fields:
        if name not in settled:
            data |= _raw(typed, name)
        elif settled[name] != theirs[name]:
            data |= _written(form.fields[name], name, settled[name])
    for rows in formsets:
        if rows.model is Byline:
            data |= _byline_rows(rows, settled["authors"])
        elif rows.model is ExplainerSection:
            unshown = {row["name"]: row["all"] for row in _rows(typed, rows)}
            data |= _section_rows(rows, settled["sections"], unshown)
        else:
            data |= _link_rows(typed, rows)
    return data


def _fields_sent(form):
    sent = {}
    for bound in form:
        sent |= _written(bound.field, bound.html_name, bound.value())
    return sent


def _written(field, name, value):
    """A value as the field's widget sends it."""
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(value, list) and value and isinstance(value[0], Block):
        return {name: [join(value)]}
    if isinstance(widget, forms.MultiWidget):
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        each_part = value if isinstance(value, list) else widget.decompress(moment)
        parts = zip(widget.widgets, widget.widgets_names, each_part, strict=True)
        return {name + suffix: [part.format_value(each) or ""] for part, suffix, each in parts}
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"]} if value else {}
    if isinstance(value, list | tuple):
        return {name: [str(each) for each in value]}
    return {name: ["" if value is None else str(value)]}


def _raw(typed, name):
    return {key: values for key, values in typed.items() if key == name or key.startswith(f"{name}_")}


def _kept(field, name, data, base):
    """A field as the revision would hold it; what the field does not take stays as it was typed."""
    raw = field.widget.value_from_datadict(data, {}, name)
    if name == BODY:
        return carry_ids(base or [], clean(raw or ""))
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [_number(each) for each in raw or []]
    if isinstance(field, forms.ModelChoiceField):
        return _number(raw) if raw else None
    try:
        value = field.clean(raw)
    except ValidationError:
        return raw
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _number(raw):
    return int(raw) if str(raw).isdecimal() else raw


def _rows(typed, rows):
    """The rows that stay, each field with its first value, and `all` of them; new ones get a name."""
    prefix = rows.prefix
    total = (typed.get(f"{prefix}-TOTAL_FORMS") or ["0"])[0]
    for at in range(min(int(total) if total.isdecimal() else 0, rows.absolute_max)):
        start = f"{prefix}-{at}-"
        everything = {
            key.removeprefix(start): values for key, values in typed.items() if key.startswith(start)
        }
        row = {"id": "", "author": "", "position": "", **{key: v[0] for key, v in everything.items() if v}}
        if "DELETE" not in row:
            yield {**row, "all": everything, "name": _number(row["id"]) if row["id"] else f"{NEW}{at}"}


def _in_order(rows):
    return sorted(rows, key=lambda row: int(row["position"]) if row["position"].isdecimal() else 0)


def _sections(rows, base):
    known = {section["id"]: section["body"] for section in base}
    return [
        {
            "id": row["name"],
            "kind": row.get("kind", ""),
            "heading": row.get("heading", "").strip(),
            "body": _section_body(row, known.get(row["name"], [])),
            "shown_from": row.get("shown_from", Depth.FULL.value),
            FILTER: row.get(FILTER, "").strip() if _shows(row, FILTER) else "",
            **{
                name: _numbers(row, field) if _shows(row, name) else []
                for name, field in SECTION_SETS.items()
            },
        }
        for row in rows
        if row["id"]
        or any(row.get(name) for name in ("heading", "body", "cases", "terms", "facts", "numbers"))
    ]


def _shows(row, part):
    """As `content_of` freezes it: only what the kind shows."""
    return row.get("kind") in KINDS and used(row["kind"], part)


def _section_body(row, old):
    names = {block.id for block in old}
    blocks = carry_ids(old, clean(row.get("body", "")))
    # As `keep_section` names them.
    return [
        block if block.id in names else replace(block, id=f"s{row['name']}-{block.id}") for block in blocks
    ]


def _numbers(row, field):
    numbers = [_number(each) for each in row["all"].get(field, [])]
    return (
        numbers if field == "facts" else sorted(numbers, key=str if not all(map(_is_int, numbers)) else None)
    )


def _is_int(value):
    return isinstance(value, int)


def _byline_rows(rows, authors):
    kept = {str(row.instance.author_id): row for row in rows.initial_forms}
    wanted = {str(author): position for position, author in enumerate(authors)}
    data = {}
    for author, row in kept.items():
        data |= {f"{row.prefix}-position": [str(wanted.get(author, 0))]}
        data |= {} if author in wanted else {f"{row.prefix}-DELETE": ["on"]}
    new = [author for author in wanted if author not in kept]
    for at, author in enumerate(new, len(kept)):
        row = f"{rows.prefix}-{at}"
        data |= {f"{row}-author": [author], f"{row}-position": [str(wanted[author])]}
    return data | {f"{rows.prefix}-TOTAL_FORMS": [str(len(kept) + len(new))]}


def _section_rows(rows, sections, typed):
    kept = {row.instance.pk: row.prefix for row in rows.initial_forms}
    data = {f"{prefix}-DELETE": ["on"] for pk, prefix in kept.items() if pk not in _names(sections)}
    total = len(kept)
    for position, section in enumerate(sections):
        row = kept.get(section["id"])
        if row is None:
            row = f"{rows.prefix}-{total}"
            total += 1
        data |= {
            f"{row}-position": [str(position)],
            f"{row}-kind": [section["kind"]],
            f"{row}-heading": [section["heading"]],
            f"{row}-body": [join(section["body"])],
            f"{row}-shown_from": [section["shown_from"] or Depth.FULL.value],
        }
        chosen = _chosen(section, typed.get(section["id"], {}))
        data |= {f"{row}-{field}": values for field, values in chosen.items()}
    return data | {f"{rows.prefix}-TOTAL_FORMS": [str(total)]}


def _chosen(section, typed):
    """What the section shows as it was settled; what its kind does not show as it was typed, if it was."""
    fields = {FILTER: FILTER, **SECTION_SETS}
    return {
        field: [section[FILTER] or ""] if name == FILTER else list(map(str, section[name]))
        for name, field in fields.items()
        if _shows(section, name)
    } | {
        field: typed[field] for name, field in fields.items() if not _shows(section, name) and field in typed
    }


def _names(sections):
    return {section["id"] for section in sections}


def _link_rows(typed, rows):
    """Rows only added or taken out: the newest revision's, with what was done to them here."""
    kept = {str(row.instance.pk): row.prefix for row in rows.initial_forms}
    there = [(row.instance.case_id, row.instance.entity_id) for row in rows.initial_forms]
    data, total = {}, len(kept)
    for at in range(rows.absolute_max):
        start = f"{rows.prefix}-{at}-"
        row = {key.removeprefix(start): values for key, values in typed.items() if key.startswith(start)}
        if not row:
            break
        number = "".join(row.get("id", []))
        if number in kept:
            data |= {f"{kept[number]}-{key}": values for key, values in row.items() if key == "DELETE"}
        elif not number and not ("surface" not in row and _signature(row) in there):
            data |= {f"{rows.prefix}-{total}-{key}": values for key, values in row.items()}
            total += 1
    return data | {f"{rows.prefix}-TOTAL_FORMS": [str(total)]}


def _signature(row):
    case, entity = ("".join(row.get(name, [])) for name in ("case", "entity"))
    return _number(case) or None, _number(entity) or None
