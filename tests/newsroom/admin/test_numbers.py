"""The desk's numbers: kept through the verb, counted while one types, and told to the editor of bodies."""

import pytest

from newsroom.articles.models import Article
from newsroom.explainers.models import Explainer
from newsroom.numbers.models import Number, Tally
from newsroom.publishing.staleness.drift import count_again
from newsroom.staff.models import User
from tests.factories.browser import errors, submit
from tests.factories.numbers import NumberFactory, counting, dismissed_case
from tests.factories.record import PartyFactory, PenaltyFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

ADD, COUNT = "/admin/newsroom/number/add/", "/admin/newsroom/number/count/"
ROLES = ("reporter", "editor", "legal", "publisher", "administrator")


def test_number_is_kept_with_its_filter_in_order_and_counted(desk):
    dismissed_case()

    response = submit(desk, ADD, title="Dropped", query="/api/v1/cases/?prejudice=with&outcome=dismissed")

    number = Number.objects.get()
    assert response.status_code == 302
    assert number.query == "outcome=dismissed&prejudice=with"
    assert str(Tally.objects.get(key=number.key)) == "1"


def test_filter_that_names_an_unknown_field_is_refused_beside_it_and_nothing_is_lost(desk):
    response = submit(desk, ADD, title="Dropped", query="outcom=dismissed", unit="cases")

    assert errors(response) == {"query": ["outcom: There is no such parameter. Did you mean outcome?"]}
    assert response.context["adminform"].form["unit"].value() == "cases"
    assert Number.objects.count() == 0


def test_grouping_what_are_no_cases_is_refused(desk):
    response = submit(desk, ADD, title="Hearings", what="events", grouped_by="year")

    assert errors(response) == {
        "grouped_by": ["Only cases and their penalties can be grouped: choose one figure."]
    }


def test_second_number_of_a_title_is_refused(desk):
    NumberFactory(title="Dropped")

    assert errors(submit(desk, ADD, title="Dropped")) == {"title": ["Number with this Title already exists."]}


def test_number_is_counted_as_it_is_typed_and_nothing_is_kept(desk):
    for name in ("SEC v. Roe", "SEC v. <Doe>"):
        dismissed_case(caption=name)

    page = desk.get(COUNT, {"what": "cases", "query": "outcome=dismissed", "grouped_by": "outcome"})

    told = page.content.decode()
    assert "<strong>2</strong>" in told
    assert "SEC v. &lt;Doe&gt;" in told
    assert '<th scope="row">dismissed</th><td>2</td>' in told
    assert "<code>filed_after=2023-06</code>" in told
    assert Number.objects.count() == Tally.objects.count() == 0


def test_sum_is_counted_as_it_is_typed(desk):
    party = PartyFactory()
    PenaltyFactory(party=party, amount=50, currency="USD")
    PenaltyFactory(party=party, amount=7, currency="EUR")

    told = desk.get(COUNT, {"what": "penalties", "query": "", "grouped_by": ""}).content.decode()

    assert "<strong>€7 and $50</strong>" in told
    assert "from 2 penalties" in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"what": "cases", "query": "colour=red"}, "colour: There is no such parameter."),
        ({"what": "cases", "query": "q=\0"}, "q: It has no value."),
        ({"what": "judges", "query": ""}, "Choose what is counted."),
        ({}, "Choose what is counted."),
        ({"what": "entities", "query": "", "grouped_by": "year"}, "No row."),
        ({"what": "cases", "query": "q=" + "x" * 5000}, "Ensure this value has at most 200 characters"),
    ],
)
def test_what_cannot_be_counted_says_why(desk, asked, said):
    page = desk.get(COUNT, asked)

    assert page.status_code == 200
    assert said in page.content.decode()


def test_number_of_too_many_rows_is_said_to_be_one(desk, monkeypatch):
    monkeypatch.setattr("newsroom.admin.number.MOST_ROWS", 0)
    dismissed_case()

    assert "More than 0 rows" in desk.get(COUNT, {"what": "cases"}).content.decode()


def test_form_of_a_number_shows_what_it_comes_to(desk):
    dismissed_case(caption="SEC v. Roe")
    number = NumberFactory()

    page = desk.get(f"/admin/newsroom/number/{number.pk}/change/").content.decode()

    assert "SEC v. Roe" in page
    assert "<strong>1</strong>" in page


@pytest.mark.parametrize("numbers", [1, 3])
def test_list_costs_the_same_for_any_number(desk, django_assert_num_queries, numbers):
    dismissed_case()
    for query in ("outcome=dismissed", "kind=civil", "kind=criminal")[:numbers]:
        NumberFactory(query=query)

    with django_assert_num_queries(6):
        page = desk.get("/admin/newsroom/number/")

    assert '<td class="field-today">1</td>' in page.content.decode()


@pytest.mark.parametrize("numbers", [1, 3])
def test_form_costs_the_same_for_any_number_of_rows(desk, django_assert_num_queries, numbers):
    for _ in range(numbers):
        dismissed_case()
    number = NumberFactory()

    with django_assert_num_queries(7):
        desk.get(f"/admin/newsroom/number/{number.pk}/change/")


#                                            reporter editor legal publisher administrator
DOORS = {
    "list":    (200, 200, 200, 200, 200),
    "add":     (302, 302, 403, 302, 302),
    "change":  (302, 302, 403, 302, 302),
    "delete":  (403, 302, 403, 302, 302),
    "count":   (200, 200, 200, 200, 200),
    "choose":  (200, 200, 200, 200, 200),
}  # fmt: skip


def knock(client, door):
    number = NumberFactory(title="Dropped")
    typed = {"title": "Settled", "what": "cases", "query": "", "threshold": "0", "threshold_unit": "absolute"}
    address = f"/admin/newsroom/number/{number.pk}/"
    match door:
        case "list":
            return client.get("/admin/newsroom/number/")
        case "add":
            return client.post(ADD, typed)
        case "change":
            return client.post(f"{address}change/", typed)
        case "delete":
            return client.post(f"{address}delete/", {"post": "yes"})
        case "count":
            return client.get(COUNT, {"what": "cases"})
    return client.get("/admin/editor/numbers/")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", ROLES)
def test_role_is_let_in_as_the_table_says(client, db, role, door):
    client.force_login(member(role))

    assert knock(client, door).status_code == DOORS[door][ROLES.index(role)]


@pytest.mark.parametrize("door", DOORS)
def test_nobody_else_is_let_in(client, db, door):
    assert knock(client, door)["Location"].startswith("/admin/login/")

    client.force_login(User.objects.create_user("guest", is_staff=True))
    Number.objects.all().delete()
    assert knock(client, door).status_code == 403


def test_editor_of_bodies_finds_numbers_by_their_words(desk):
    dismissed_case()
    dropped = NumberFactory(title="Cases the SEC dropped", unit="cases")
    NumberFactory(title="Criminal cases", query="kind=criminal")

    found = desk.get("/admin/editor/numbers/", {"q": "sec dropped"}).json()["found"]

    assert found == [
        {
            "kind": "number",
            "number": dropped.pk,
            "words": "Cases the SEC dropped",
            "about": "1 cases: how many cases",
            "value": "1",
        }
    ]
    assert len(desk.get("/admin/editor/numbers/").json()["found"]) == 2


def test_editor_of_bodies_is_told_what_stands_there_already(desk):
    number = NumberFactory()
    Tally.objects.all().delete()

    found = desk.get("/admin/editor/numbers/", {"named": [f"number-{number.pk}", "number-0", "x"]}).json()[
        "found"
    ]

    assert [(each["number"], each["value"]) for each in found] == [(number.pk, "…")]


@pytest.mark.parametrize("numbers", [1, 3])
def test_choice_costs_the_same_for_any_number(desk, django_assert_num_queries, numbers):
    for query in ("outcome=dismissed", "kind=civil", "kind=criminal")[:numbers]:
        NumberFactory(query=query)

    with django_assert_num_queries(5):
        desk.get("/admin/editor/numbers/")


def test_number_in_a_body_is_kept(desk):
    number = NumberFactory()

    submit(desk, "/admin/newsroom/article/add/", headline="It ends", slug="it-ends", body=counting(number))

    assert Article.objects.get().body == counting(number)


def test_numbers_of_a_section_are_chosen(desk):
    number = NumberFactory(title="Dropped")
    explainer = ExplainerFactory(sections=[{"kind": "numbers", "heading": "How many?"}])

    submit(
        desk,
        f"/admin/newsroom/explainer/{explainer.pk}/change/",
        **{"sections-0-numbers": [number.pk]},
    )

    section = Explainer.objects.get().sections.get()
    assert list(section.numbers.all()) == [number]
    assert explainer.revisions.first().content["sections"][0]["numbers"][0]["title"] == "Dropped"


def test_removed_number_is_said_at_the_form_of_the_story(desk):
    number = NumberFactory()
    article = ArticleFactory(body=counting(number))
    desk.post(f"/admin/newsroom/number/{number.pk}/delete/", {"post": "yes"})

    page = desk.get(f"/admin/newsroom/article/{article.pk}/change/").content.decode()

    assert f"The text holds number {number.pk}, which was removed or can no longer be counted" in page


def test_drifted_sentence_is_on_the_stale_desk_and_decided_there(desk):
    number = NumberFactory(title="Cases the SEC dropped")
    article = published(ArticleFactory(body=counting(number)))
    dismissed_case()
    count_again(lambda: NOON)
    flag = article.stale_flags.get()

    page = desk.get("/admin/stale/").content.decode()
    desk.post(
        "/admin/stale/",
        {
            "flag": flag.pk,
            "seen": flag.fingerprint,
            "act": "still-right",
            f"f{flag.pk}-reason": "As of June.",
        },
    )

    assert "The agency dropped 0 cases." in page
    assert "<dt>Cases the SEC dropped: number</dt><dd><del>0</del>" in page
    assert article.stale_flags.get().outcome == "still_right"
