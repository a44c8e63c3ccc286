"""Random acts of the desk against a plain model of what the record should say, then and now."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import (
    merge_cases,
    merge_entities,
    record_disposition,
    register_entity,
    reverse_disposition,
    undo_merge,
)
from cases.history import at
from cases.models import Alias, Case, Disposition, DocketLine, Merge, survivors
from tests.factories.record import CaseFactory, ClaimFactory, PartyFactory
from tests.record_at_rest import rows_of_the_record

ENTITIES, CASES = 3, 2
NUMBERS = st.tuples(st.integers(0, 11), st.integers(0, 11))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "reverse", "merge", "merge cases", "undo", "undo"]), NUMBERS
    ),
    max_size=12,
)


@dataclass
class Desk:
    """The plain model: who is whom by now, and what was recorded of whom, oldest first.

    Of those recorded for anyone who is now the same, the last is the live one: the dates go that way too.
    """

    entities: dict[int, int] = field(default_factory=lambda: {n: n for n in range(ENTITIES)})
    cases: dict[int, int] = field(default_factory=lambda: {n: n for n in range(CASES)})
    merges: list[tuple[int, str, int, int]] = field(default_factory=list)
    recorded: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def live(self):
        return {(claim, self.entities[entity]): number for number, claim, entity in self.recorded}

    def merge(self, number, kind, loser, survivor):
        self.merges.append((number, kind, loser, survivor))
        self._follow()

    def undo(self, number):
        self.merges = [merge for merge in self.merges if merge[0] != number]
        self._follow()

    def _follow(self):
        self.entities = {n: n for n in range(ENTITIES)}
        self.cases = {n: n for n in range(CASES)}
        for _, kind, loser, survivor in self.merges:
            standing = self.entities if kind == "entity" else self.cases
            for number, now in standing.items():
                if now == loser:
                    standing[number] = survivor


class Stage:
    """The record beside the model. Every case has every entity as a defendant, under one claim."""

    def __init__(self):
        self.desk = Desk()
        self.entities = [
            register_entity(f"Roe Holdings {n}", kind="company", by=None) for n in range(ENTITIES)
        ]
        self.cases = [CaseFactory() for _ in range(CASES)]
        self.claims = []
        for case in self.cases:
            parties = [PartyFactory(case=case, entity=entity) for entity in self.entities]
            self.claims.append(ClaimFactory(case=case, against=parties))
        self.live_merges = {}

    def act(self, name, first, second):
        {
            "record": self.record,
            "reverse": self.reverse,
            "merge": self.merge_entities,
            "merge cases": self.merge_cases,
            "undo": self.undo,
        }[name](first, second)

    def _live(self, claim, entity):
        number = self.desk.live.get((claim % CASES, self.desk.entities[entity % ENTITIES]))
        return Disposition.objects.filter(pk=number).first()

    def record(self, claim, entity):
        row, owner = self.claims[claim % CASES], self.desk.entities[entity % ENTITIES]
        row.refresh_from_db()
        party = row.parties.get(entity=self.entities[owner].pk)
        date, live = str(2000 + len(self.desk.recorded)), self._live(claim, entity)
        made = record_disposition(row, party, "settled", date=date, supersedes=live, by=None)
        self.desk.recorded.append((made.pk, claim % CASES, owner))

    def reverse(self, claim, entity):
        if live := self._live(claim, entity):
            self.desk.recorded = [each for each in self.desk.recorded if each[0] != live.pk]
            reverse_disposition(live, by=None)

    def merge_entities(self, first, second):
        self.merge("entity", self.desk.entities, self.entities, merge_entities, first, second)

    def merge_cases(self, first, second):
        self.merge("case", self.desk.cases, self.cases, merge_cases, first, second)

    def merge(self, kind, standing, rows, act, first, second):
        loser, survivor = standing[first % len(rows)], standing[second % len(rows)]
        if loser != survivor:
            before = counts()
            merge = act(rows[loser], into=rows[survivor], by=None)
            assert counts_with(merge) == before
            self.desk.merge(merge.pk, kind, loser, survivor)

    def undo(self, first, _second):
        if self.desk.merges:
            number, *_ = self.desk.merges[first % len(self.desk.merges)]
            undo_merge(Merge.objects.get(pk=number), by=None)
            self.desk.undo(number)

    def expected(self):
        return (
            {entity.pk: self.entities[self.desk.entities[n]].pk for n, entity in enumerate(self.entities)},
            {case.pk: self.cases[self.desk.cases[n]].pk for n, case in enumerate(self.cases)},
            {
                (self.claims[n].pk, self.cases[case].pk, self.entities[entity].pk)
                for n, case in self.desk.cases.items()
                for entity in self.desk.entities.values()
            },
            {
                (self.claims[claim].pk, self.entities[entity].pk): number
                for (claim, entity), number in self.desk.live.items()
            },
        )

    def told(self):
        pairs = Case.objects.values_list("claims", "pk", "claims__against__party__entity")
        live = Disposition.objects.live().values_list("pk", "against__claim", "against__party__entity")
        return (
            survivors("entity", [entity.pk for entity in self.entities]),
            survivors("case", [case.pk for case in self.cases]),
            set(pairs),
            {(claim, entity): number for number, claim, entity in live},
        )


def counts():
    return {table: len(rows) for table, rows in rows_of_the_record().items()}


def counts_with(merge):
    """The rows that stand, with those the merge set aside and without those it added."""
    found = counts()
    for step in merge.journal:
        table = step["model"].replace(".", "_")
        found[table] += {"remove": 1, "add": -1}.get(step["do"], 0) * len(step.get("rows", ()))
    return found


def now():
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0]


def snapshot():
    """Every row of every table that time must bring back."""
    tables = rows_of_the_record()
    return {
        name: rows
        for name, rows in tables.items()
        if name.startswith("cases_") and name != DocketLine._meta.db_table
    }


@contextmanager
def left_as_it_was():
    """Each example begins with an empty record."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_record_equals_the_model_and_every_past_instant_comes_back(db, acts):
    with left_as_it_was():
        stage = Stage()
        snapshots = []

        for name, (first, second) in acts:
            stage.act(name, first, second)
            assert stage.told() == stage.expected()
            snapshots.append((now(), stage.told(), snapshot()))

        for moment, told, rows in snapshots:
            with at(known_at=moment):
                assert (stage.told(), snapshot()) == (told, rows)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=ACTS,
    merges=st.lists(st.tuples(st.sampled_from(["merge", "merge cases"]), NUMBERS), min_size=1, max_size=3),
    order=st.randoms(use_true_random=False),
)
def test_merges_undone_in_any_order_leave_the_record_as_it_was(db, before, merges, order):
    with left_as_it_was():
        stage = Stage()
        for name, (first, second) in before:
            stage.act(name, first, second)
        earlier = [number for number, *_ in stage.desk.merges]
        record = rows_but_additions()

        for name, (first, second) in merges:
            stage.act(name, first, second)
        made = [number for number, *_ in stage.desk.merges if number not in earlier]
        order.shuffle(made)
        for number in made:
            undo_merge(Merge.objects.get(pk=number), by=None)

        assert rows_but_additions() == record


def rows_but_additions():
    """What a merge adds is numbered anew each time it is carried out: names are compared instead."""
    tables = rows_of_the_record()
    del tables["cases_alias"], tables["cases_formerslug"]
    return tables, sorted(Alias.objects.values_list("entity", "name"))
