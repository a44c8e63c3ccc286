"""Who a docket's parties are: entities of the record, where that is certain, and new ones where not."""

import re
from collections import defaultdict

from cases.imports.ledger import Ledger
from cases.imports.wording import cut
from cases.models import Alias, Entity, Party
from cases.name_kinds import guess_kind
from cases.names import name_key, readable_name, tidy_name

Kind = Entity.Kind
# All that docket clerks call the government of the United States.
UNITED_STATES = {
    "us", "usa", "united states", "united states of america", "the united states",
    "the united states of america", "united states government", "government of the united states",
}  # fmt: skip
# Persons share names; only these kinds are recognised from one docket to another.
_RECOGNISED = {Kind.COMPANY, Kind.AGENCY, Kind.LAW_FIRM, Kind.COURT, Kind.PUBLICATION, Kind.ORGANISATION}
# Words of parties that every docket has its own of.
_GENERIC = re.compile(
    r"\b(does?|roes?|unknown|unnamed|unidentified|others?|list|liaison|counsel|plaintiffs?|defendants?|debtors?"
    r"|creditors?|members|professors|scholars|officials|companies|individuals|colleges|victims?|witness(es)?"
    r"|coordinator|clerk|claimants?|parties|party|persons?|employees|matter|re|estate|warden|sheriff|officers?)\b"
)
_NAME_ENDINGS = {"jr", "sr", "ii", "iii", "iv", "v", "esq", "md", "phd", "inc", "llc", "pa", "pc"}


def printed_key(name: str) -> str:
    """What a party is matched by within one case: its name without description and capitals."""
    return name_key(_name_and_description(name)[0]) or name_key(name)


def recognise(ledger: Ledger, names: list[str]) -> dict[str, Entity]:
    """For each printed name its entity; the new ones among them are entered in the ledger."""
    wanted = {name: printed_key(name) for name in dict.fromkeys(names)}
    in_case = _of_the_case(ledger.docket.case_id)
    in_record = _of_the_record({key for key in wanted.values() if key not in in_case})
    found = {}
    for name, key in wanted.items():
        if key not in in_case:
            in_case[key] = in_record.get(key) if _may_recognise(name, key) else None
        if in_case[key] is None:
            in_case[key] = _new(ledger, name, key)
        found[name] = in_case[key]
    return found


def _name_and_description(printed):
    """The name, and what a person is said to be: ("Merrick B. Garland", "Attorney General")."""
    tidy = tidy_name(printed)
    head, _, tail = (part.strip() for part in tidy.partition(","))
    first = name_key(tail).partition(" ")[0]
    if not tail or " " not in head or first in _NAME_ENDINGS or guess_kind(head) != Kind.PERSON:
        return tidy, ""
    return head, tail


def _new(ledger, printed, key):
    if key in UNITED_STATES:
        return _united_states(ledger)
    name, description = _name_and_description(printed)
    return ledger.enter(
        Entity(
            name=cut(readable_name(name), 250),
            kind=guess_kind(printed),
            description=cut(readable_name(description), 250) if description else "",
        )
    )


def _united_states(ledger):
    """One government under all its names. They are weak: in prose most of them mean the country."""
    entity = ledger.enter(Entity(name="United States of America", kind=Kind.AGENCY, country="US"))
    for name, kind in (("United States", Alias.Kind.SHORT_NAME), ("USA", Alias.Kind.ACRONYM)):
        ledger.enter(
            Alias(entity=entity, name=name, name_key=name_key(name), kind=kind, strength=Alias.Strength.WEAK)
        )
    return entity


def _may_recognise(name, key):
    if key in UNITED_STATES:
        return True
    kind = guess_kind(name)
    if kind == Kind.ORGANISATION and " " not in key:
        return False  # a single word the guess knows nothing about may be a surname
    is_named = kind in {Kind.COMPANY, Kind.LAW_FIRM} or not _GENERIC.search(key)
    return kind in _RECOGNISED and is_named


def _of_the_case(case_id):
    """Entities of the case's parties by every key they go by, as far as it names only one of them."""
    parties = Party.objects.filter(case=case_id).select_related("entity").prefetch_related("entity__aliases")
    by_key = defaultdict(set)
    for party in parties:
        keys = {party.entity.name_key, *(alias.name_key for alias in party.entity.aliases.all())}
        if party.name_printed:
            keys.add(printed_key(party.name_printed))
        for key in keys | (UNITED_STATES if keys & UNITED_STATES else set()):
            by_key[key].add(party.entity)
    return {key: entities.pop() for key, entities in by_key.items() if len(entities) == 1}


def _of_the_record(keys):
    """The one entity of a recognised kind that carries the name; none where several do."""
    asked = keys | (UNITED_STATES if keys & UNITED_STATES else set())
    entities = Entity.objects.filter(kind__in=_RECOGNISED)
    by_key = defaultdict(set)
    for entity in entities.filter(name_key__in=asked):
        by_key[entity.name_key].add(entity)
    aliases = Alias.objects.filter(name_key__in=asked, entity__in=entities).select_related("entity")
    for alias in aliases:
        if alias.strength == Alias.Strength.STRONG or alias.name_key in UNITED_STATES:
            by_key[alias.name_key].add(alias.entity)
    if governments := set().union(*(by_key[key] for key in UNITED_STATES & by_key.keys())):
        agencies = {entity for entity in governments if entity.kind == Kind.AGENCY}
        by_key.update((key, agencies) for key in UNITED_STATES)
    return {key: next(iter(found)) for key, found in by_key.items() if len(found) == 1}
