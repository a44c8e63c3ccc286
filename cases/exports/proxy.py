"""What FollowTheMoney calls a proxy: a schema, an id and properties, each a list of values."""

from cases.exports.dates import known_part
from cases.partial_dates import PartialDate


def proxy_id(kind: str, *numbers: int) -> str:
    return "-".join(["newsroom", kind, *map(str, numbers)])


def proxy(schema: str, identity: str, **properties) -> dict:
    """Without the properties that say nothing; a property's values are listed once each."""
    told = {name: _values(value) for name, value in properties.items()}
    return {
        "id": identity,
        "schema": schema,
        "properties": {n: values for n, values in told.items() if values},
    }


def _values(value):
    values = [value] if isinstance(value, str | PartialDate | None) else value
    plain = (known_part(each) if isinstance(each, PartialDate) else each for each in values)
    return list(dict.fromkeys(filter(None, plain)))


def link(identity: str, subject: str, target: str, role: str, **more) -> dict:
    """For what the vocabulary has no word for."""
    return proxy("UnknownLink", identity, subject=subject, object=target, role=role, **more)


def page(site: str, row) -> str | None:
    """Where readers find the row, if it is known where the site is."""
    return f"{site}{row.get_absolute_url()}" if site else None
