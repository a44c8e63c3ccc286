import pytest

from cases.actions import (
    bring_claim,
    file_case,
    impose_penalty,
    join_party,
    record_disposition,
    register_entity,
)
from cases.models import Case, Claim, Disposition, Penalty
from cases.status import is_open, say_penalty, status_sentence

pytestmark = pytest.mark.django_db

Outcome = Disposition.Outcome
DecidedBy = Disposition.DecidedBy
WITH = Disposition.Prejudice.WITH
ROE, MOE, POE = "Roe Holdings", "Jan Moe", "Poe Trading"


class Dispute:
    """Doe v. Roe, put together in a line: defendants by name, claims by title, endings by both."""

    def __init__(self, *defendants, claims=("Fraud",), role="defendant", kind="claim", **details):
        self.case = file_case("Doe v. Roe", by=None, **details)
        self.parties = {
            name: join_party(self.case, register_entity(name, kind="company", by=None), role, by=None)
            for name in defendants
        }
        self.claims = {
            title: bring_claim(self.case, title, kind=kind, against=list(self.parties.values()), by=None)
            for title in claims
        }

    def end(self, outcome, *, parties=None, claims=None, **details):
        for title in claims or self.claims:
            for name in parties or self.parties:
                record_disposition(self.claims[title], self.parties[name], outcome, by=None, **details)
        return self

    def punish(self, kind, *, party=ROE, **details):
        impose_penalty(self.parties[party], kind, by=None, **details)
        return self

    @property
    def loaded(self):
        return Case.objects.with_card().get(pk=self.case.pk)

    @property
    def status(self):
        return status_sentence(self.loaded)


def test_status_of_a_case_without_claims_is_when_it_began_or_ended():
    assert Dispute().status == "Open."
    assert Dispute(date_filed="2023-06-05").status == "Open since 5 June 2023."
    assert Dispute(date_filed="2023-06", date_terminated="2024-03-01").status == "Closed on 1 March 2024."


def test_status_of_a_case_with_only_open_claims_is_open_since_its_filing():
    dispute = Dispute(ROE, MOE, claims=["Fraud", "Breach of contract"], date_filed="2023-06")

    assert dispute.status == "Open since June 2023."


def test_status_of_a_closed_case_without_dispositions_does_not_call_its_claims_open():
    assert Dispute(ROE, date_terminated="2024").status == "Closed in 2024."


@pytest.mark.parametrize(
    ("defendants", "whom"),
    [
        ([ROE], "Roe Holdings"),
        ([ROE, MOE], "both defendants"),
        ([ROE, MOE, POE], "all three defendants"),
        ([f"Roe {n}" for n in range(12)], "all 12 defendants"),
    ],
)
def test_status_counts_the_defendants_when_it_is_all_of_them(defendants, whom):
    dispute = Dispute(*defendants, claims=["Fraud", "Breach of contract"])

    dispute.end(Outcome.DISMISSED, prejudice=WITH, decided_by=DecidedBy.STIPULATION, date="2025-05-29")

    assert dispute.status == f"Dismissed with prejudice for {whom} on 29 May 2025, by joint stipulation."


def test_status_names_the_parties_when_their_role_has_no_plural():
    dispute = Dispute(ROE, MOE, role="other").end(Outcome.SETTLED)

    assert dispute.status == "Roe Holdings and Jan Moe settled."


def test_status_names_four_parties_and_counts_the_rest():
    dispute = Dispute("Ash Ltd", "Birch Ltd", "Cedar Ltd", "Doe Ltd", "Elm Ltd", "Fir Ltd")

    dispute.end(Outcome.SETTLED, parties=["Ash Ltd", "Birch Ltd", "Cedar Ltd", "Doe Ltd"])
    assert (
        dispute.status == "Ash Ltd, Birch Ltd, Cedar Ltd and Doe Ltd settled; open for Elm Ltd and Fir Ltd."
    )
    dispute.end(Outcome.SETTLED, parties=["Elm Ltd"])
    assert dispute.status == "Ash Ltd, Birch Ltd, Cedar Ltd and two others settled; open for Fir Ltd."


def test_status_tells_endings_in_the_order_of_their_dates_and_what_is_open_last():
    dispute = Dispute(POE, MOE, ROE)

    dispute.end(Outcome.SETTLED, parties=[MOE], date="2024-06-03")
    dispute.end(Outcome.DISMISSED, parties=[ROE], prejudice="without", date="2023-05-29")

    assert dispute.status == (
        "Dismissed without prejudice for Roe Holdings on 29 May 2023; "
        "Jan Moe settled on 3 June 2024; open for Poe Trading."
    )


def test_status_of_a_closed_case_says_where_no_outcome_is_recorded():
    dispute = Dispute(ROE, MOE, date_terminated="2024-06-03").end(Outcome.SETTLED, parties=[ROE])

    assert dispute.status == "Roe Holdings settled; outcome not recorded for Jan Moe."


def test_status_says_how_many_of_the_claims_ended_so():
    dispute = Dispute(ROE, MOE, claims=["Fraud", "Breach of contract", "Unjust enrichment"])

    dispute.end(Outcome.DISMISSED, claims=["Fraud"], prejudice=WITH, date="2024-01-15")
    dispute.end(Outcome.SETTLED, claims=["Breach of contract", "Unjust enrichment"], date="2024-02")

    assert dispute.status == (
        "Dismissed with prejudice for both defendants on 15 January 2024 (one of three claims); "
        "both defendants settled in February 2024 (two of three claims)."
    )


def test_status_keeps_parties_apart_for_whom_different_claims_ended_on_one_day():
    dispute = Dispute(ROE, MOE, claims=["Fraud", "Breach of contract"])

    dispute.end(Outcome.SETTLED, parties=[ROE], date="2024")
    dispute.end(Outcome.SETTLED, parties=[MOE], claims=["Fraud"], date="2024")

    assert dispute.status == (
        "Roe Holdings settled in 2024; Jan Moe settled in 2024 (one of two claims); "
        "open for Jan Moe (one of two claims)."
    )


def test_status_calls_criminal_counts_counts():
    dispute = Dispute(ROE, claims=["Wire fraud", "Money laundering"], kind=Claim.Kind.COUNT)

    dispute.end(Outcome.CONVICTED, claims=["Wire fraud"], decided_by=DecidedBy.JURY, date="2024-03-01")
    dispute.end(Outcome.ACQUITTED, claims=["Money laundering"], decided_by=DecidedBy.JURY, date="2024-03-01")

    assert dispute.status == (
        "Roe Holdings was acquitted on 1 March 2024, by a jury (one of two counts); "
        "Roe Holdings was convicted on 1 March 2024, by a jury (one of two counts)."
    )


BOTH = "both defendants"
READING = [
    (Outcome.PLEADED_GUILTY, {"decided_by": "plea"}, "Both defendants pleaded guilty."),
    (Outcome.PLEADED_NO_CONTEST, {"decided_by": "plea"}, "Both defendants pleaded no contest."),
    (Outcome.PARDONED, {"decided_by": "executive"}, "Both defendants were pardoned."),
    (Outcome.CONVICTED, {"decided_by": "jury"}, "Both defendants were convicted, by a jury."),
    (Outcome.DIVERTED, {}, "Both defendants were diverted from prosecution."),
    (Outcome.SETTLED, {"decided_by": "stipulation"}, "Both defendants settled, by joint stipulation."),
    (Outcome.CONSENT_JUDGMENT, {}, f"Consent judgment against {BOTH}."),
    (Outcome.SUMMARY_JUDGMENT_FOR, {}, f"Summary judgment for {BOTH}."),
    (Outcome.VERDICT_AGAINST, {"decided_by": "jury"}, f"Verdict against {BOTH}, by a jury."),
    (Outcome.STAYED, {"decided_by": "order"}, f"Stayed for {BOTH}, by order of the court."),
    (Outcome.TRANSFERRED, {}, f"Transferred for {BOTH}."),
    (Outcome.DISMISSED, {"prejudice": "not_stated"}, f"Dismissed (prejudice not stated) for {BOTH}."),
    (
        Outcome.DISMISSED,
        {"prejudice": "without", "decided_by": "motion_of_government"},
        f"Dismissed without prejudice for {BOTH}, on motion of the government.",
    ),
    (Outcome.AS_PRINTED, {"printed": "Terminated by MDL"}, f"“Terminated by MDL” for {BOTH}."),
    (Outcome.AS_PRINTED, {"printed": "stricken " * 20}, f"“{'stricken ' * 8}…” for {BOTH}."),
    (Outcome.AS_PRINTED, {}, f"Ended for {BOTH}."),
]


@pytest.mark.parametrize(("outcome", "details", "sentence"), READING)
def test_status_reads_as_english_for_every_kind_of_outcome(outcome, details, sentence):
    assert Dispute(ROE, MOE).end(outcome, **details).status == sentence


@pytest.mark.parametrize("outcome", Outcome)
def test_status_of_any_outcome_names_the_party(outcome):
    prejudice = {"prejudice": WITH} if outcome == Outcome.DISMISSED else {}

    status = Dispute(ROE).end(outcome, **prejudice).status

    assert status.count("Roe Holdings") == 1
    assert "the party" not in status


def test_status_goes_by_the_live_disposition():
    dispute = Dispute(ROE).end(Outcome.CONVICTED, date="2024-03-01")
    superseded = Disposition.objects.get()

    dispute.end(Outcome.PARDONED, date="2025-10-23", supersedes=superseded)

    assert dispute.status == "Roe Holdings was pardoned on 23 October 2025."


def test_status_leaves_a_name_as_it_is_written():
    assert Dispute("eRoe").end(Outcome.SETTLED).status == "eRoe settled."


def test_status_tells_a_plea_with_its_sentence():
    dispute = Dispute(ROE).end(Outcome.PLEADED_GUILTY, decided_by=DecidedBy.PLEA, date="2023-11-21")

    dispute.punish(
        Penalty.Kind.IMPRISONMENT,
        duration=4,
        duration_unit="months",
        date_imposed="2024-04-30",
        date_satisfied="2024-09-27",
    )

    assert dispute.status == (
        "Roe Holdings pleaded guilty on 21 November 2023; "
        "four months in prison, imposed on 30 April 2024 and served until 27 September 2024."
    )


def test_status_says_whose_penalty_it_is_where_several_stand_accused():
    dispute = Dispute(ROE, MOE).end(Outcome.CONVICTED)

    dispute.punish(Penalty.Kind.FINE, amount=1500, currency="USD", date_satisfied="2024-05")

    assert dispute.status == (
        "Both defendants were convicted; Roe Holdings: criminal fine of $1,500, paid in full in May 2024."
    )


@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        ("financial", {"amount": 4_320_000_000, "currency": "USD"}, "financial penalty of $4.32 billion"),
        ("disgorgement", {"amount": 0, "currency": "EUR"}, "disgorgement of €0"),
        ("imprisonment", {"duration": 1, "duration_unit": "years"}, "one year in prison"),
        ("imprisonment", {"duration_unit": "life"}, "life in prison"),
        ("community_service", {"duration": 300, "duration_unit": "hours"}, "300 hours of community service"),
        ("probation", {"duration": 2, "duration_unit": "years"}, "two years of probation"),
        ("bar", {"duration_unit": "life"}, "bar or disqualification for life"),
        ("monitor", {"duration": 3, "duration_unit": "years"}, "independent monitor for three years"),
        ("injunction", {}, "injunction"),
    ],
)
def test_penalty_is_said_in_words(kind, details, words):
    dispute = Dispute(ROE).punish(kind, **details)

    assert say_penalty(dispute.loaded.penalties.all()[0]) == words


@pytest.mark.parametrize(
    ("kind", "satisfied", "words"),
    [
        ("supervised_release", "2026", "two years of supervised release, served until 2026"),
        ("bar", "2026-03", "bar or disqualification for two years, in force until March 2026"),
        (
            "probation",
            "between 3 and 9 March 2026",
            "two years of probation, ended between 3 and 9 March 2026",
        ),
    ],
)
def test_penalty_ends_in_the_words_of_its_kind(kind, satisfied, words):
    dispute = Dispute(ROE).punish(kind, duration=2, duration_unit="years", date_satisfied=satisfied)

    assert dispute.status == f"Open; {words}."


def test_status_of_a_case_filed_between_two_days_does_not_say_since():
    assert Dispute(date_filed="between 3 and 9 June 2023").status == "Open, filed between 3 and 9 June 2023."


@pytest.mark.parametrize(
    ("claims", "endings", "details", "expected"),
    [
        ([], [], {}, True),
        ([], [], {"date_terminated": "2024"}, False),
        (["Fraud"], [], {}, True),
        (["Fraud"], [], {"date_terminated": "2024"}, False),
        (["Fraud"], [Outcome.SETTLED], {}, False),
        (["Fraud"], [Outcome.STAYED], {}, True),
        (["Fraud"], [Outcome.REMANDED], {}, True),
        (["Fraud", "Breach of contract"], [Outcome.SETTLED], {}, True),
        (["Fraud", "Breach of contract"], [Outcome.SETTLED, Outcome.ACQUITTED], {}, False),
    ],
)
def test_case_is_open_by_one_rule_for_a_row_and_for_a_set(claims, endings, details, expected):
    dispute = Dispute(ROE, claims=claims, **details)
    for title, outcome in zip(claims, endings, strict=False):
        dispute.end(outcome, claims=[title])

    assert is_open(dispute.loaded) is expected
    assert Case.objects.open().exists() is expected
    assert Case.objects.closed().exists() is not expected


def test_status_of_a_loaded_case_asks_the_database_nothing(django_assert_num_queries):
    dispute = Dispute(ROE, MOE, claims=["Fraud", "Breach of contract"])
    dispute.end(Outcome.SETTLED, parties=[ROE]).punish(Penalty.Kind.INJUNCTION)
    case = dispute.loaded

    with django_assert_num_queries(0):
        status_sentence(case)
        is_open(case)
