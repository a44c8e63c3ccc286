"""Acts as a page of history shows them: those of one moment and reason together, with the way back."""

import datetime as dt
from itertools import groupby

from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst

from cases.telling import Names

USER = get_user_model()
TOGETHER = dt.timedelta(seconds=5)
VERBS = {
    "keep": "saved", "keep_all": "saved", "amend_all": "saved", "remove": "taken out",
    "change": "changed in the database",
}  # fmt: skip


def deeds_of(model, acts, pk):
    """The deeds of a row of this model (or, without its number, of each act's own row), newest first."""
    names = Names()
    names.learn(USER, {act.by for act in acts if act.by})
    names.complete([act.row for act in acts])
    for act in acts:
        for each in act.differences:
            if each.field.is_relation:
                names.learn(each.field.related_model, {each.old, each.new} - {None})
    return [_deed(model, same, names, pk) for same in _together(acts)]


def _deed(model, acts, names, pk):
    first = acts[0]
    who = names.known[USER].get(first.by) if first.by else None
    return {
        "moment": first.moment,
        "verb": VERBS.get(first.verb, first.verb.replace("_", " ")),
        "by": who or (f"user number {first.by}" if first.by else "the system"),
        "why": first.why,
        "rows": [_row(model, act, names, pk or act.row.pk) for act in acts],
    }


def _row(model, act, names, pk):
    lines = [
        (each.field, each.old, each.new)
        for each in act.differences
        if not (act.is_addition and each.new is False)  # that a new row is not sealed says nothing
    ]
    return {
        "kind": capfirst(act.row._meta.verbose_name),
        "name": Truncator(names.of(act.row)).chars(160),
        "lines": said(lines, names),
        "what": _what(act),
        "address": _address(act),
        "back": _way_back(model, act, pk),
        "is_deletion": act.is_deletion,
    }


def _way_back(model, act, pk):
    """To the version before a change, with the changed fields chosen; to the last of a row that went."""
    number = act.version if act.is_deletion else act.earlier
    if number is None or act.is_return:
        return None
    name, kind = f"admin:cases_{model._meta.model_name}_restore", act.row._meta.model_name
    chosen = [("field", each.field.name) for each in act.differences]
    return reverse(name, args=[pk, kind, number], query=chosen if chosen and not act.is_deletion else None)


def _together(acts):
    """Acts by one person with one verb for one reason, close together, are one deed."""
    deeds = []
    for _, same in groupby(acts, key=lambda act: (act.by, act.verb, act.why)):
        for act in same:
            if deeds and deeds[-1][-1].moment - act.moment < TOGETHER and _same(deeds[-1][-1], act):
                deeds[-1].append(act)
            else:
                deeds.append([act])
    return deeds


def _same(one, other):
    return (one.by, one.verb, one.why) == (other.by, other.verb, other.why)


def said(lines, names):
    """Fields with what they said and say, shortened, as a template shows them."""
    for field, old, new in lines:
        if field.is_relation:
            names.learn(field.related_model, {old, new} - {None})
    return [
        {
            "name": field.name,
            "label": capfirst(field.verbose_name),
            "old": Truncator(names.value(field, old)).chars(1000),
            "new": Truncator(names.value(field, new)).chars(1000),
        }
        for field, old, new in lines
    ]


def _what(act):
    if act.is_deletion:
        return "taken out"
    if act.is_return:
        return "brought back"
    return "added" if act.is_addition else "changed"


def _address(act):
    if act.is_deletion:
        return None
    try:
        return reverse(f"admin:cases_{act.row._meta.model_name}_change", args=[act.row.pk])
    except NoReverseMatch:  # it is edited within another row
        return None


def refused(row, error):
    """A refusal with the fields' labels; of a row that rested on another, what to bring back first."""
    if not hasattr(error, "error_dict"):
        return error
    said = []
    for name, errors in error.error_dict.items():
        field = None if name == NON_FIELD_ERRORS else row._meta.get_field(name)
        is_missing = field and field.is_relation and any(each.code == "invalid" for each in errors)
        words = (
            [_bring_back_first(field, row)] if is_missing else [" ".join(each.messages) for each in errors]
        )
        label = f"{capfirst(field.verbose_name)}: " if field and not is_missing else ""
        said += [format_html("{}{}", label, each) for each in words]
    return ValidationError(said)


def _bring_back_first(field, row):
    told, number = Names(), getattr(row, field.attname)
    told.learn(field.related_model, [number])
    name = f"{field.related_model._meta.verbose_name} “{told.value(field, number)}”"
    try:
        address = reverse(f"admin:cases_{field.related_model._meta.model_name}_history", args=[number])
    except NoReverseMatch:
        return f"It rests on something that is gone too. Bring back the {name} first."
    said = 'It rests on something that is gone too. <a href="{}">Bring back the {} first</a>, then this.'
    return format_html(said, address, name)
