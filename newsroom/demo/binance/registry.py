"""The courts, people, companies and agencies of the story, and the names they go by."""

from cases.actions import add_alias, keep, register_entity
from cases.models import Alias, Court, Entity
from cases.names import name_key

Kind = Entity.Kind
Name = Alias.Kind
STRONG, WEAK = Alias.Strength.STRONG, Alias.Strength.WEAK

# code: name, as cited, where it sits
COURTS = {
    "dcd": ("U.S. District Court for the District of Columbia", "D.D.C.", "Washington, D.C."),
    "wawd": ("U.S. District Court for the Western District of Washington", "W.D. Wash.", ""),
    "nysd": ("U.S. District Court for the Southern District of New York", "S.D.N.Y.", ""),
}

# key: name, kind, what tells it from its namesakes
ENTITIES = {
    "sec": (
        "Securities and Exchange Commission",
        Kind.AGENCY,
        "US federal agency that oversees securities markets",
    ),
    "binance": ("Binance", Kind.COMPANY, "cryptocurrency exchange, reported to be the world’s largest"),
    "zhao": ("Changpeng Zhao", Kind.PERSON, "founder of Binance"),
    "bam_trading": ("BAM Trading Services Inc.", Kind.COMPANY, ""),
    "bam_management": ("BAM Management US Holdings Inc.", Kind.COMPANY, ""),
    "coinbase": ("Coinbase", Kind.COMPANY, "cryptocurrency exchange, reported to be the largest in the US"),
    "coinbase_global": ("Coinbase Global, Inc.", Kind.COMPANY, ""),
    "atkins": ("Paul Atkins", Kind.PERSON, "chairman of the Securities and Exchange Commission"),
    "trump": ("Donald Trump", Kind.PERSON, "President of the United States, in his second administration"),
    "biden": ("Joe Biden", Kind.PERSON, "former President of the United States"),
    "reuters": ("Reuters", Kind.PUBLICATION, "wire service"),
    "doj": ("Department of Justice", Kind.AGENCY, "US federal agency that prosecutes federal crimes"),
    "us": ("United States of America", Kind.AGENCY, "plaintiff in federal criminal cases"),
}

# key of the entity, alias, kind, strength
ALIASES = [
    ("sec", "SEC", Name.ACRONYM, STRONG),
    ("sec", "US Securities and Exchange Commission", Name.OTHER, STRONG),
    ("binance", "Binance Holdings Limited", Name.LEGAL_NAME, STRONG),
    ("zhao", "CZ", Name.NICKNAME, STRONG),
    ("zhao", "Zhao", Name.SHORT_NAME, WEAK),
    ("coinbase", "Coinbase, Inc.", Name.LEGAL_NAME, STRONG),
    ("atkins", "Atkins", Name.SHORT_NAME, WEAK),
    ("trump", "Trump", Name.SHORT_NAME, WEAK),
    ("trump", "Trump administration", Name.OTHER, WEAK),
    ("biden", "Biden", Name.SHORT_NAME, WEAK),
    ("biden", "Biden administration", Name.OTHER, WEAK),
    ("doj", "DOJ", Name.ACRONYM, STRONG),
    ("doj", "Justice Department", Name.SHORT_NAME, STRONG),
    ("doj", "U.S. Department of Justice", Name.LEGAL_NAME, STRONG),
    ("us", "United States", Name.SHORT_NAME, WEAK),
]


def enter_courts(*, by) -> dict[str, Court]:
    """The courts by their code; one that the record already has is left as it is."""
    courts = {}
    for code, (name, citation_name, place) in COURTS.items():
        known = Court.objects.filter(code=code).first()
        fresh = Court(code=code, name=name, citation_name=citation_name, place=place)
        courts[code] = known or keep(fresh, by=by)
    return courts


def enter_entities(*, by) -> dict[str, Entity]:
    """The entities by their key; one that the record already has is left as it is."""
    entities = {}
    for key, (name, kind, description) in ENTITIES.items():
        known = Entity.objects.named(name_key(name)).filter(kind=kind).first()
        entities[key] = known or _register(key, name, kind, description, by=by)
    return entities


def _register(key, name, kind, description, *, by):
    entity = register_entity(name, kind=kind, description=description, by=by)
    for of, alias, alias_kind, strength in ALIASES:
        if of == key:
            add_alias(entity, alias, kind=alias_kind, strength=strength, by=by)
    return entity
