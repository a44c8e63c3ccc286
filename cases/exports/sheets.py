"""What a spreadsheet says of each row of the record, column by column, and what more a line of JSON says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import QuerySet

from cases.exports import loading
from cases.models import Case, Disposition, Entity, Event, Party
from cases.models.entity_details import DETAILS
from cases.status import is_open, status_sentence

BETWEEN_NAMES = " | "


class NotExported(ValueError):
    """There is no such export of these rows."""


def choose[T](what: str, exported: dict[str, T]) -> T:
    """What is exported under the name. Raises NotExported, saying what is."""
    if what not in exported:
        raise NotExported(f"There is no such export of “{what}”. Choose one of {', '.join(exported)}.")
    return exported[what]


@dataclass(frozen=True)
class Sheet:
    """One kind of row: which rows, its columns, and what JSON nests under further keys."""

    rows: Callable[..., QuerySet]
    columns: dict[str, Callable]
    nested: dict[str, Callable] = field(default_factory=dict)


def _own(*names):
    return {name: attrgetter(name) for name in names}


def _of_first_docket(name):
    def read(case):
        dockets = case.dockets.all()
        return attrgetter(name)(dockets[0]) if dockets else ""

    return read


def _of(path):
    """What stands at the end of the path, or nothing where the path breaks off."""
    *steps, last = path.split(".")

    def read(row):
        for step in steps:
            row = getattr(row, step)
            if row is None:
                return ""
        return getattr(row, last)

    return read


def _docket(docket):
    told = ("docket_number", "date_filed", "date_terminated", "judge", "cause", "nature_of_suit")
    return {"court": docket.court.code, **{name: getattr(docket, name) for name in told}}


def _dockets(case: Case):
    return [_docket(docket) for docket in case.dockets.all()]


def _parties(case: Case):
    return [
        {"entity": party.entity.slug, "name": party.entity.name, "role": party.role}
        for party in case.parties.all()
    ]


def _penalty(penalty):
    told = (
        "kind", "amount", "currency", "duration", "duration_unit", "date_imposed", "date_satisfied", "note",
    )  # fmt: skip
    return {name: getattr(penalty, name) for name in told}


def _penalties(row: Case | Party):
    return [_penalty(penalty) for penalty in row.penalties.all()]


def _claims(party: Party):
    return [
        {
            "title": pair.claim.title,
            "number": pair.claim.number,
            "disposition": {
                name: getattr(live, name)
                for name in ("outcome", "prejudice", "decided_by", "date", "printed")
            }
            if (live := next(iter(pair.live), None))
            else None,
        }
        for pair in party.claims_against.all()
    ]


def _counsel(party: Party):
    return [
        {"name": lawyer.name, "firm": lawyer.firm, "entity": lawyer.entity.slug if lawyer.entity else ""}
        for lawyer in party.counsel.all()
    ]


def _aliases(entity: Entity):
    told = ("name", "kind", "strength", "valid_from", "valid_until")
    return [{name: getattr(alias, name) for name in told} for alias in entity.aliases.all()]


def _identifiers(entity: Entity):
    return [{"scheme": known.scheme, "value": known.value} for known in entity.identifiers.all()]


def _documents(event: Event):
    return [{"title": document.title, "url": document.url} for document in event.documents.all()]


def _joined(entity: Entity):
    return BETWEEN_NAMES.join(alias.name for alias in entity.aliases.all())


def _schemes(entity: Entity):
    return BETWEEN_NAMES.join(f"{known.scheme}:{known.value}" for known in entity.identifiers.all())


def _is_live(disposition: Disposition):
    return disposition.superseded_by_id is None


SHEETS = {
    "cases": Sheet(
        loading.cases,
        {
            **_own("slug", "caption", "kind", "summary", "date_filed", "date_terminated", "is_sealed"),
            "court": _of_first_docket("court.code"),
            **{
                name: _of_first_docket(name) for name in ("docket_number", "judge", "cause", "nature_of_suit")
            },
            "is_open": is_open,
            "status": status_sentence,
        },
        {"dockets": _dockets, "parties": _parties, "penalties": _penalties},
    ),
    "parties": Sheet(
        loading.parties,
        {
            "case": _of("case.slug"),
            "caption": _of("case.caption"),
            "court": _of("docket.court.code"),
            "docket_number": _of("docket.docket_number"),
            "entity": _of("entity.slug"),
            "name": _of("entity.name"),
            **_own("role", "role_printed", "name_printed", "date_joined", "date_terminated"),
        },
        {"claims": _claims, "penalties": _penalties, "counsel": _counsel},
    ),
    "events": Sheet(
        loading.events,
        {
            "case": _of("case.slug"),
            "caption": _of("case.caption"),
            "court": _of("docket.court.code"),
            "docket_number": _of("docket.docket_number"),
            **_own("date", "title", "kind", "description", "significance", "standing", "entry_number"),
            "source": _of("source.title"),
            "source_url": _of("source.url"),
        },
        {"documents": _documents},
    ),
    "entities": Sheet(
        loading.entities,
        {
            **_own("slug", "name", "kind", "description", "country", "website", *DETAILS),
            "belongs_to": _of("belongs_to.slug"),
            "aliases": _joined,
            "identifiers": _schemes,
        },
        {"all_names": _aliases, "registers": _identifiers},
    ),
    "dispositions": Sheet(
        loading.dispositions,
        {
            "case": _of("against.case.slug"),
            "caption": _of("against.case.caption"),
            "claim_number": _of("against.claim.number"),
            "claim": _of("against.claim.title"),
            "statute": _of("against.claim.statute"),
            "entity": _of("against.party.entity.slug"),
            "name": _of("against.party.entity.name"),
            "role": _of("against.party.role"),
            **_own("outcome", "prejudice", "decided_by", "date", "printed", "note"),
            "is_live": _is_live,
            "source": _of("source.title"),
            "source_url": _of("source.url"),
        },
    ),
}
