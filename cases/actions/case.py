from cases.actions.record import keep
from cases.actions.slugs import free_slug
from cases.docket_numbers import docket_number_key
from cases.models import Case, CaseRelation, Court, Docket
from cases.verb import verb


@verb
def file_case(
    caption: str, *, by, court: Court | None = None, docket_number: str = "", docket=None, **details
) -> Case:
    """Open a case file; with a court and a docket number, its first docket too.

    `docket` holds more of the docket's fields (judge, cause …). Raises ValidationError, also where
    the court already has a docket with this number.
    """
    slug = details.pop("slug", "") or free_slug(
        Case.objects, caption, f"{caption[:100]} {docket_number}", length=160
    )
    case = keep(Case(caption=caption, slug=slug, **details), by=by)
    if court:
        attach_docket(case, court, docket_number, by=by, **(docket or {}))
    return case


@verb
def amend_case(case: Case, *, by) -> Case:
    """Keep a case's changed fields."""
    return keep(case, by=by)


@verb
def attach_docket(case: Case, court: Court, docket_number: str, *, by, **details) -> Docket:
    """Add the number a court keeps the case under; an appeal brings another."""
    key = docket_number_key(docket_number)
    return keep(
        Docket(case=case, court=court, docket_number=docket_number, docket_number_key=key, **details), by=by
    )


@verb
def relate_cases(case: Case, kind: str, other: Case | None = None, *, by, printed: str = "", note: str = ""):
    """Say how a case stands to another, or to one that is only known as printed."""
    return keep(CaseRelation(from_case=case, kind=kind, to_case=other, to_printed=printed, note=note), by=by)
