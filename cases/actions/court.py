from cases.actions.record import amend_all, keep, keep_all
from cases.models import Court
from cases.verb import verb

FILLABLE = ("citation_name", "place", "parent", "appeals_to")


@verb
def establish_court(code: str, *, by, **details) -> Court:
    """Enter a court; the courts it belongs and appeals to are named by code and left empty if unknown."""
    above = {field: details.pop(field, "") for field in ("parent", "appeals_to")}
    known = Court.objects.in_bulk(
        [above_code for above_code in above.values() if above_code], field_name="code"
    )
    links = {field: known.get(above_code) for field, above_code in above.items()}
    return keep(Court(code=code, **links, **details), by=by)


@verb
def establish_courts(described: dict[str, dict], *, by) -> tuple[int, int]:
    """Enter the courts not there yet and fill what is empty in the others: how many of each.

    What somebody wrote is left as it is.
    """
    courts = Court.objects.in_bulk(field_name="code")
    new = [
        Court(code=code, **{k: v for k, v in fields.items() if k not in {"parent", "appeals_to"}})
        for code, fields in described.items()
        if code not in courts
    ]
    keep_all(new, by=by)
    courts |= {court.code: court for court in new}
    filled = [court for court in courts.values() if _fill(court, described.get(court.code, {}), courts)]
    amend_all(filled, set(FILLABLE), by=by)
    return len(new), len(set(filled) - set(new))


def _fill(court, fields, courts):
    """Fill the court's empty fields; whether any was."""
    filled = False
    for field in FILLABLE:
        value = fields.get(field)
        if field in {"parent", "appeals_to"}:
            value = courts.get(value)
            is_empty = getattr(court, f"{field}_id") is None
        else:
            is_empty = not getattr(court, field)
        if value and is_empty and value != court:
            setattr(court, field, value)
            filled = True
    return filled
