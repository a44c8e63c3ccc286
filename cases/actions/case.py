from cases.actions.record import keep, keep_all
from cases.actions.slugs import free_slug, free_slugs, refuse_former_slugs
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
def file_cases(cases: list[Case], dockets: list[Docket], *, by) -> list[Case]:
    """Open many case files at once, each with the docket that names it; keys and addresses are given here."""
    refuse_former_slugs([case for case in cases if case.slug])
    numbers = {id(docket.case): docket.docket_number for docket in dockets}
    unaddressed = [case for case in cases if not case.slug]
    wanted = [(case.caption, f"{case.caption[:100]} {numbers.get(id(case), '')}") for case in unaddressed]
    for case, slug in zip(unaddressed, free_slugs(Case.objects, wanted, length=160), strict=True):
        case.slug = slug
    keep_all(cases, by=by)
    attach_dockets(dockets, by=by)
    return cases


@verb
def attach_dockets(dockets: list[Docket], *, by) -> list[Docket]:
    """Add many dockets at once, to cases that are kept already."""
    for docket in dockets:
        docket.case_id = docket.case.pk
        docket.docket_number_key = docket_number_key(docket.docket_number)
    return keep_all(dockets, by=by)


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
