"""Cases and entities in the vocabulary of schema.org, as JSON-LD.

schema.org has no type for a case at law. A case is an Event, which has a beginning, an end and events within
it, with Wikidata's "legal case" as its additional type; each party is a Role of what the event is about.
"""

import json
from collections.abc import Iterator

from cases.exports import loading
from cases.exports.dates import known_part, span
from cases.exports.loading import in_chunks
from cases.exports.sheets import choose
from cases.models import Case, Entity, Event, Source, Statement
from cases.partial_dates import PartialDate
from cases.status import status_sentence

CONTEXT = "https://schema.org"
WIKIDATA = "http://www.wikidata.org/entity/"
LEGAL_CASE = f"{WIKIDATA}Q2334719"
TYPES = {
    Entity.Kind.PERSON: "Person",
    Entity.Kind.COMPANY: "Organization",
    Entity.Kind.AGENCY: "GovernmentOrganization",
    Entity.Kind.COURT: "GovernmentOrganization",
    Entity.Kind.LAW_FIRM: "LegalService",
    Entity.Kind.PUBLICATION: "NewsMediaOrganization",
    Entity.Kind.ORGANISATION: "Organization",
    Entity.Kind.ASSET: "Thing",
}
STANDINGS = {Event.Standing.CANCELLED: "EventCancelled", Event.Standing.EXPECTED: "EventScheduled"}


def json_ld_lines(what: str, *, user, site: str) -> Iterator[str]:
    """One document with every case, or every entity, that the user (None: anybody) may see, a line each.

    `site` is where its pages are; a node's id is its page.
    """
    kinds = {"cases": (loading.cases_with_milestones, case_node), "entities": (loading.entities, entity_node)}
    rows, node = choose(what, kinds)
    return _graph(rows(user), node, site)


def _graph(rows, node, site):
    yield f'{{"@context": "{CONTEXT}", "@graph": [\n'
    comma = ""
    for row in in_chunks(rows):
        yield f"{comma}{in_script(node(row, site=site))}"
        comma = ",\n"
    yield "\n]}\n"


def in_script(node: dict) -> str:
    """The node as JSON that also holds within a script element."""
    return json.dumps(node, ensure_ascii=False).replace("<", "\\u003c")


def case_node(case: Case, *, site: str) -> dict:
    """A case of `loading.cases_with_milestones()`, as a node without its context."""
    page = f"{site}{case.get_absolute_url()}"
    return _told(
        {
            "@type": "Event",
            "additionalType": LEGAL_CASE,
            "@id": page,
            "url": page,
            "name": case.caption,
            "description": case.summary,
            "disambiguatingDescription": status_sentence(case),
            **_time(case.date_filed, case.date_terminated),
            "identifier": [_docket_number(docket) for docket in case.dockets.all()],
            "organizer": [_court(court) for court in {d.court: None for d in case.dockets.all()}],
            "about": [_role(party, site) for party in case.parties.all()],
            "subEvent": [_event(event) for event in case.milestones],
            "subjectOf": [_statement(statement, site) for statement in case.told],
        }
    )


def entity_node(entity: Entity, *, site: str) -> dict:
    """An entity loaded with its names, as a node without its context."""
    page = f"{site}{entity.get_absolute_url()}"
    known = entity.identifiers.all()
    is_organisation = TYPES[entity.kind] not in {"Person", "Thing"}
    return _told(
        {
            "@type": TYPES[entity.kind],
            "@id": page,
            "url": page,
            "name": entity.name,
            "alternateName": [alias.name for alias in entity.aliases.all()],
            "description": entity.description,
            **_details(entity, site),
            "leiCode": next((i.value for i in known if i.scheme == "lei" and is_organisation), ""),
            "identifier": [_value(each.get_scheme_display(), each.value) for each in known]
            + [_value("registration number", entity.registration_number)] * bool(entity.registration_number)
            + [_value("symbol", entity.symbol)] * bool(entity.symbol),
            "sameAs": [f"{WIKIDATA}{each.value}" for each in known if each.scheme == "wikidata"]
            + [entity.website] * bool(entity.website),
        }
    )


def _details(entity, site):
    """What schema.org has a word for of the fields of its kind."""
    told = {
        "jobTitle": entity.occupation,
        "birthDate": entity.date_of_birth and known_part(entity.date_of_birth),
        "deathDate": entity.date_of_death and known_part(entity.date_of_death),
        "dissolutionDate": entity.date_dissolved and known_part(entity.date_dissolved),
        "areaServed": entity.jurisdiction if entity.government_level else "",
    }
    if entity.belongs_to and entity.kind != Entity.Kind.ASSET:
        told["parentOrganization"] = _name(entity.belongs_to, site)
    return told


def _told(node):
    return {name: value for name, value in node.items() if value}


def _value(name, value):
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _docket_number(docket):
    return _value(f"docket number, {docket.court.name}", docket.docket_number)


def _court(court):
    return {"@type": "GovernmentOrganization", "name": court.name}


def _time(begin: PartialDate | None, end: PartialDate | None):
    return {"startDate": begin and known_part(begin), "endDate": end and known_part(end)}


def _role(party, site):
    return _told(
        {
            "@type": "Role",
            "roleName": party.get_role_display(),
            **_time(party.date_joined, party.date_terminated),
            "about": _name(party.entity, site),
        }
    )


def _name(entity, site):
    return {
        "@type": TYPES[entity.kind],
        "@id": f"{site}{entity.get_absolute_url()}",
        "name": entity.name,
    }


def _event(event):
    begin, end = span(event.date) or (known_part(event.date), "")
    return _told(
        {
            "@type": "Event",
            "name": event.title,
            "description": event.description,
            "startDate": begin,
            "endDate": end,
            "eventStatus": event.standing in STANDINGS and f"{CONTEXT}/{STANDINGS[event.standing]}",
            "subjectOf": event.source and _source(event.source),
        }
    )


def _source(source: Source):
    return _told(
        {
            "@type": "NewsArticle" if source.kind == Source.Kind.NEWS else "CreativeWork",
            "name": source.title,
            "url": source.url,
            "datePublished": source.date_published and known_part(source.date_published),
        }
    )


def _statement(statement: Statement, site):
    return _told(
        {
            "@type": "Quotation" if statement.is_quotation else "Claim",
            "text": statement.text,
            "creator": statement.asserted_by and _name(statement.asserted_by, site),
            "creativeWorkStatus": statement.get_mode_display(),
            "citation": [_source(citation.source) for citation in statement.citations.all()],
        }
    )
