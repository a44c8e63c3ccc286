"""As of any day, at any moment: one live disposition of a pair at most, the one a plain model names."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import merge_entities, record_disposition, reverse_disposition, undo_merge
from cases.history import at
from cases.models import Case, Disposition, Merge
from cases.status import is_open
from tests.cases.test_merge_history import left_as_it_was, now
from tests.factories.record import CaseFactory, ClaimFactory, EntityFactory, PartyFactory

DATES = ["2020", "2021-03", "2021-03-05", "2022-06-01", "2023", None]
DAYS = [date(2019, 12, 31), date(2021, 3, 5), date(2022, 5, 31), date(2022, 6, 1), date(2030, 1, 1)]
OUTCOMES = ["settled", "stayed", "vacated"]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "record", "reverse", "merge", "undo"]),
        st.integers(0, 2),
        st.sampled_from(DATES),
        st.sampled_from(OUTCOMES),
    ),
    max_size=10,
)


def live_as_of(rows, day):
    """Of rows `(number, pair, superseded by, date)` the live one of each pair on the day."""
    there = {row[0]: row for row in rows if row[3] is None or row[3].first <= day}
    successor = {pk: following for pk, _, following, _ in rows}
    last = {}
    for pk, (_, pair, _, when) in there.items():
        following = successor[pk]
        while following and following not in there:
            following = successor[following]
        if not following:
            place = ((when.last, when.first) if when else (date.min, date.min), pk)
            last[pair] = max(last.get(pair, place), place)
    return {pair: pk for pair, (_, pk) in last.items()}


class Stage:
    """Three entities, defendants to one claim in one case, who may turn out to be one."""

    def __init__(self):
        self.case = CaseFactory()
        self.entities = [EntityFactory() for _ in range(3)]
        parties = [PartyFactory(case=self.case, entity=entity) for entity in self.entities]
        self.claim = ClaimFactory(case=self.case, against=parties)

    def act(self, name, number, when, outcome):
        pairs = list(self.claim.against.order_by("pk"))
        pair = pairs[number % len(pairs)]
        live = pair.dispositions.live().first()
        merges = list(Merge.objects.live())
        if name == "record":
            record_disposition(self.claim, pair.party, outcome, date=when, supersedes=live, by=None)
        elif name == "reverse" and live:
            reverse_disposition(live, by=None)
        elif name == "merge" and len(pairs) > 1:
            other = pairs[(number + 1) % len(pairs)]
            merge_entities(pair.party.entity, into=other.party.entity, by=None)
        elif name == "undo" and merges:
            undo_merge(merges[number % len(merges)], by=None)


def rows():
    return list(Disposition.objects.order_by("pk").values_list("pk", "against", "superseded_by", "date"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_every_day_at_every_moment_has_the_live_disposition_of_the_model(db, acts):
    with left_as_it_was():
        stage, snapshots = Stage(), []
        for act in acts:
            stage.act(*act)
            snapshots.append((now(), rows()))

        for moment, recorded in snapshots:
            for day in DAYS:
                with at(known_at=moment, as_of=day):
                    live = list(Disposition.objects.live().values_list("against", "pk"))
                    (case,) = Case.objects.with_card()
                    told = is_open(case), case in Case.objects.open()
                expected = live_as_of(recorded, day)
                assert sorted(live) == sorted(expected.items()), (moment, day)
                assert told[0] == told[1]
        if snapshots:
            with at(as_of=date(2030, 1, 1)):
                far = dict(Disposition.objects.live().values_list("against", "pk"))
            assert far == dict(Disposition.objects.live().values_list("against", "pk"))


def test_two_histories_put_together_by_a_merge_have_one_live_disposition_on_every_day(db):
    """Each was superseded later than the days between their beginnings."""
    stage = Stage()
    for number, years in ((0, ("2020", "2024")), (1, ("2021", "2022"))):
        for year in years:
            stage.act("record", number, year, "settled")
    stage.act("merge", 0, None, None)
    first, last, other, _ = Disposition.objects.order_by("pk")

    told = {}
    for year in (2019, 2020, 2021, 2022, 2024):
        with at(as_of=date(year, 12, 31)):
            told[year] = [row.date.isoformat() for row in Disposition.objects.live()]
            if year == 2021:
                assert [row.pk for row in Disposition.objects.superseded()] == [first.pk]
                assert Disposition.objects.get(pk=first.pk).superseded_by_id == other.pk

    assert told == {2019: [], 2020: ["2020"], 2021: ["2021"], 2022: ["2022"], 2024: ["2024"]}
    assert last.date.isoformat() == "2024"


def test_disposition_gives_way_to_the_first_of_its_successors_that_is_there(db):
    stage = Stage()
    for when in ("2020", "2025", "2022"):  # the middle one was entered under a wrong year
        stage.act("record", 0, when, "stayed")

    with at(as_of=date(2023, 1, 1)):
        assert [row.date.isoformat() for row in Disposition.objects.live()] == ["2022"]
    with at(as_of=date(2021, 1, 1)):
        assert [row.date.isoformat() for row in Disposition.objects.live()] == ["2020"]
