"""The record in FollowTheMoney's vocabulary, one entity on a line, as its tools read it.

Ids are made of the kind and number of the row, so that they stay when a slug changes. What the vocabulary
has no property for is left out or told in words: a disposition is the status of a party, a statement is a
note on what it is about, an event hangs on its case by an unnamed link.
"""

import json
from collections.abc import Iterator
from itertools import chain

from cases.exports import loading
from cases.exports.dates import span
from cases.exports.loading import in_chunks
from cases.exports.proxy import link, page, proxy, proxy_id
from cases.exports.registry import SCHEMATA, entity_proxies
from cases.models import Case, CaseRelation, Counsel, Document, Event, Party, Source, Statement
from cases.status import say_penalty, status_sentence


def followthemoney_lines(*, user, site: str = "") -> Iterator[str]:
    """All that the user (None: anybody) may see; `site` is where its pages are, for their addresses."""
    for told in proxies(user=user, site=site):
        yield f"{json.dumps(told, ensure_ascii=False)}\n"


def proxies(*, user, site: str = "") -> Iterator[dict]:
    """The entities of FollowTheMoney, those that others point at first."""
    tellers = (
        (loading.entities, entity_proxies),
        (loading.cases, _case),
        (loading.parties, _party),
        (loading.events, _event),
        (loading.documents, _document),
        (loading.sources, _source),
        (loading.relations, _relation),
        (loading.statements, _statement),
    )
    told = (tell(row, site) for rows, tell in tellers for row in in_chunks(rows(user)))
    return chain.from_iterable(told)


def _case(case: Case, site):
    dockets = case.dockets.all()
    yield proxy(
        "CourtCase",
        proxy_id("case", case.pk),
        name=case.caption,
        category=case.get_kind_display(),
        status=status_sentence(case),
        caseNumber=[docket.docket_number for docket in dockets],
        court=[docket.court.name for docket in dockets],
        fileDate=case.date_filed,
        closeDate=case.date_terminated,
        summary=case.summary,
        sourceUrl=page(site, case),
    )


def _party(party: Party, _site):
    pairs = [(pair, live) for pair in party.claims_against.all() for live in pair.live]
    penalties = party.penalties.all()
    yield proxy(
        "CourtCaseParty",
        proxy_id("party", party.pk),
        case=proxy_id("case", party.case_id),
        party=proxy_id("entity", party.entity_id),
        role=party.get_role_display(),
        status=[str(live) for _, live in pairs],
        startDate=party.date_joined,
        endDate=party.date_terminated,
        description=[f"{pair.claim}: {_said(live)}" for pair, live in pairs],
        summary=[say_penalty(penalty) for penalty in penalties],
        **_proof(row.source for row in [*(live for _, live in pairs), *penalties]),
    )
    if SCHEMATA[party.entity.kind] != "Asset":
        yield from (_representation(lawyer, party) for lawyer in party.counsel.all() if _is_legal(lawyer))


def _said(disposition):
    by = disposition.decided_by and f"by {disposition.get_decided_by_display()}"
    return ", ".join(filter(None, [str(disposition), str(disposition.date or ""), by]))


def _is_legal(lawyer: Counsel):
    return lawyer.entity is not None and SCHEMATA[lawyer.entity.kind] != "Asset"


def _representation(lawyer: Counsel, party):
    return proxy(
        "Representation",
        proxy_id("counsel", lawyer.pk),
        agent=proxy_id("entity", lawyer.entity_id),
        client=proxy_id("entity", party.entity_id),
        role=["lead counsel" if lawyer.is_lead else "counsel"],
        endDate=lawyer.date_terminated and lawyer.date_terminated.isoformat(),
    )


def _event(event: Event, _site):
    identity = proxy_id("event", event.pk)
    when = {"date": event.date}
    if days := span(event.date):
        when = dict(zip(("startDate", "endDate"), days, strict=True))
    yield proxy(
        "Event",
        identity,
        name=event.title,
        **when,
        description=event.description,
        keywords=[event.get_kind_display(), event.get_standing_display()],
        important=event.significance,
        recordId=event.entry_number,
        **_proof([event.source]),
    )
    yield link(
        proxy_id("event-of-case", event.pk), identity, proxy_id("case", event.case_id), "event in the case"
    )


def _document(document: Document, _site):
    identity = proxy_id("document", document.pk)
    yield proxy(
        "Document",
        identity,
        fileName=document.file.name.rpartition("/")[2] or document.url.rpartition("/")[2] or document.title,
        title=document.title,
        name=document.title,
        date=document.date,
        sourceUrl=document.url,
        keywords=document.get_kind_display(),
    )
    targets = [("case", document.case_id)] if document.case_id else []
    targets += [("event", event.pk) for event in document.events.all()]
    for kind, number in targets:
        yield proxy(
            "Documentation",
            proxy_id(f"document-of-{kind}", document.pk, number),
            document=identity,
            entity=proxy_id(kind, number),
            role=document.get_kind_display(),
        )


def _source(source: Source, _site):
    yield proxy(
        "Article" if source.kind == Source.Kind.NEWS else "Document",
        proxy_id("source", source.pk),
        fileName=source.url.rpartition("/")[2] or source.title,
        title=source.title,
        name=source.title,
        author=source.author,
        publisher=source.publisher and source.publisher.name,
        publishedAt=source.date_published,
        sourceUrl=[source.url, source.archived_url],
        keywords=source.get_kind_display(),
    )


def _relation(relation: CaseRelation, _site):
    ends = [proxy_id("case", number) for number in (relation.from_case_id, relation.to_case_id)]
    kind = relation.get_kind_display()
    yield link(proxy_id("relation", relation.pk), *ends, kind, description=relation.note)


def _statement(statement: Statement, _site):
    cited = [citation.source for citation in statement.citations.all()]
    yield proxy(
        "Note",
        proxy_id("statement", statement.pk),
        description=statement.text,
        summary=_attribution(statement),
        entity=_about(statement),
        keywords=statement.get_mode_display(),
        namesMentioned=[who.name for who in (statement.asserted_by, statement.via) if who],
        **_proof(cited),
    )


def _about(statement):
    part = statement.party or statement.claim
    case = statement.case_id or (part and part.case_id)
    about = [("case", case), ("event", statement.event_id), ("entity", statement.entity_id)]
    about += [("entity", statement.party and statement.party.entity_id)]
    return [proxy_id(kind, number) for kind, number in about if number]


def _attribution(statement):
    who = statement.asserted_by and f"by {statement.asserted_by}"
    via = statement.via and f"according to {statement.via}"
    when = statement.date and str(statement.date)
    return ", ".join(filter(None, [statement.get_mode_display(), who, statement.spokesperson, via, when]))


def _proof(sources):
    found = [source for source in sources if source]
    return {
        "proof": [proxy_id("source", source.pk) for source in found],
        "sourceUrl": [source.url for source in found],
    }
