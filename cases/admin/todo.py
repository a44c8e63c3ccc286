"""What waits at the desk of the record: each kind of work with how much of it there is, the newest first."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Case, Entity, Event, Statement

SHOWN = 8
MOST = 1_000
PROBED = 25


@dataclass(frozen=True)
class Task:
    """One kind of work: which rows wait, for whom, and where the list of all of them is."""

    title: str
    what_to_do: str
    model: type
    rows: Callable[..., QuerySet]
    query: dict
    say: Callable
    beside: tuple[str, ...] = ()

    def is_for(self, user):
        return user.has_perm(f"cases.view_{self.model._meta.model_name}")

    @property
    def address(self):
        return reverse(f"admin:cases_{self.model._meta.model_name}_changelist", query=self.query)


TASKS = (
    Task(
        "Expected, and the day has passed",
        "Find out what came of it: confirm or cancel the event.",
        Event,
        lambda _user, today: Event.objects.overdue(today),
        {"overdue": "yes"},
        lambda event: f"{event.date}, {event.case}",
        ("case",),
    ),
    Task(
        "Closed by the court, with a claim that has no end",
        "Record how each claim ended for each party.",
        Case,
        lambda user, _today: Case.objects.visible_to(user).closed_undecided(),
        {"todo": "undecided"},
        lambda case: f"closed {case.date_terminated}",
    ),
    Task(
        "Statements without a source",
        "Cite what bears it out, or take it out.",
        Statement,
        lambda user, _today: Statement.objects.visible_to(user).unsourced(),
        {"unsourced": "yes"},
        lambda statement: str(statement.asserted_by or statement.get_mode_display()),
        ("asserted_by",),
    ),
    Task(
        "Statements nobody has checked",
        "Read the source, then mark the statement as checked.",
        Statement,
        lambda user, _today: Statement.objects.visible_to(user).unchecked(),
        {"checked_at__isempty": "1"},
        lambda statement: str(statement.asserted_by or statement.get_mode_display()),
        ("asserted_by",),
    ),
    Task(
        "Cases without a docket",
        "Add the number the court keeps it under.",
        Case,
        lambda user, _today: Case.objects.visible_to(user).without_docket(),
        {"todo": "no-docket"},
        lambda case: case.get_kind_display(),
    ),
)


def how_much(user, today):
    """Each kind of work for the user with its count, in one query each."""
    return [{"task": task, "count": _count(task.rows(user, today))} for task in TASKS if task.is_for(user)]


def waiting(user, today):
    """As `how_much`, with the newest rows of each."""
    work = how_much(user, today)
    for each in work:
        task = each["task"]
        rows = task.rows(user, today).order_by("-pk")
        rows = rows.select_related(*task.beside) if task.beside else rows
        name = f"admin:cases_{task.model._meta.model_name}_change"
        each["rows"] = [(row, reverse(name, args=[row.pk]), task.say(row)) for row in rows[:SHOWN]]
    return work


def likely_duplicates(user):
    """The likeliest pairs among the newest cases and entities, with the desk that settles them."""
    found = []
    for model in (Entity, Case):
        name = model._meta.model_name
        if user.has_perm(f"cases.view_{name}"):
            pairs = model.objects.likely_duplicates(shown=SHOWN, probed=PROBED)
            address = reverse(f"admin:cases_{name}_duplicates")
            found.append({"what": model._meta.verbose_name_plural, "pairs": pairs, "address": address})
    return found


def _count(rows):
    """How many, as far as it is worth counting."""
    number = rows.order_by().values("pk")[: MOST + 1].count()
    return f"{MOST:,}+" if number > MOST else f"{number:,}"


class CaseToDoFilter(admin.SimpleListFilter):
    title = "to do"
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [("undecided", "closed, with a claim that has no end"), ("no-docket", "without a docket")]

    def queryset(self, request, queryset):
        match self.value():
            case "undecided":
                return queryset.closed_undecided()
            case "no-docket":
                return queryset.without_docket()
        return queryset
