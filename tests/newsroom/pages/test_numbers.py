"""What readers see of numbers: in the words, in live sections, and the rows behind them."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from cases.actions import merge_cases
from cases.models import Case
from newsroom.articles.actions import save_article
from newsroom.numbers.models import Number
from newsroom.pages import numbers as rows_pages
from newsroom.pages.preview import draft_edition
from newsroom.pages.story_page import compose
from newsroom.publishing.actions import publish, withdraw
from tests.factories.numbers import NumberFactory, counting, dismissed_case
from tests.factories.record import CaseFactory, EntityFactory, PartyFactory, PenaltyFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published
from tests.newsroom.pages.seen import words

HOUR = timedelta(hours=1)
SECRET = "Xyzzy"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON + HOUR, tick=False):
        yield


@pytest.fixture
def number(db):
    return NumberFactory(title="Cases the SEC dropped", unit="cases")


@pytest.fixture
def case(db):
    return dismissed_case(caption="SEC v. Roe Exchange", date_filed="2023-06-05")


@pytest.fixture
def article(case, number):
    return published(ArticleFactory(slug="sec-drops-it", body=counting(number)))


def seen(response):
    return "\n".join(words(response))


def sheet(response):
    return list(csv.reader(io.StringIO(response.content.decode())))


def test_reader_sees_the_number_as_published_and_gets_to_its_rows(client, article, number, case):
    dismissed_case(caption="SEC v. Doe")

    page = client.get("/articles/sec-drops-it/").content.decode()
    rows = client.get(f"/articles/sec-drops-it/numbers/{number.pk}/")

    assert (
        f'dropped <a class="live-number" href="/articles/sec-drops-it/numbers/{number.pk}/" '
        'title="The rows behind this number"><data value="1">1</data></a> cases.'
    ) in page
    assert rows.status_code == 200
    told = seen(rows)
    assert "It says 1 in the story, as counted on 2 June 2025, 12:00 UTC. Today it would be 2." in told
    assert "where outcome is dismissed" in told
    assert f'<a href="{case.get_absolute_url()}">SEC v. Roe Exchange</a>' in rows.content.decode()
    assert "SEC v. Doe" not in told


def test_reader_sees_todays_rows_too(client, article, number):
    dismissed_case(caption="SEC v. Doe")

    told = seen(client.get(f"/articles/sec-drops-it/numbers/{number.pk}/?today=1"))

    assert "The rows today" in told
    assert "2 rows" in told
    assert "SEC v. Doe" in told
    assert "SEC v. Roe Exchange" in told


def test_number_that_did_not_move_is_the_same(client, article, number):
    told = seen(client.get(f"/articles/sec-drops-it/numbers/{number.pk}/"))

    assert "Today it is the same." in told
    assert "Today’s rows" not in told


def test_case_sealed_since_shows_nowhere(client, article, number, case):
    Case.objects.filter(pk=case.pk).update(is_sealed=True, caption=SECRET)
    address = f"/articles/sec-drops-it/numbers/{number.pk}"

    for page in (f"{address}/", f"{address}/?today=1", f"{address}.csv", f"{address}.csv?today=1"):
        told = client.get(page).content.decode()
        assert SECRET not in told
        assert "Roe Exchange" not in told

    assert "It counted when this was published and is no longer public." in seen(client.get(f"{address}/"))
    assert sheet(client.get(f"{address}.csv"))[1:] == [[str(case.pk), "", "no longer public", "", "", ""]]
    assert sheet(client.get(f"{address}.csv?today=1"))[1:] == []


def test_case_merged_since_leads_to_its_survivor(client, article, number, case, editor):
    survivor = CaseFactory(caption="In re Roe Exchange")
    merge_cases(case, into=survivor, by=editor)

    page = client.get(f"/articles/sec-drops-it/numbers/{number.pk}/").content.decode()

    assert f'<a href="{survivor.get_absolute_url()}">SEC v. Roe Exchange</a>' in page


def test_rows_can_be_taken_along(client, article, number, case):
    response = client.get(f"/articles/sec-drops-it/numbers/{number.pk}.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (f'attachment; filename="sec-drops-it-number-{number.pk}.csv"')
    assert sheet(response) == [
        ["row", "name", "detail", "amount", "currency", "address"],
        [str(case.pk), "SEC v. Roe Exchange", "filed 5 June 2023", "", "", case.get_absolute_url()],
    ]


def test_money_is_told_by_row_and_no_cell_runs(client, db):
    party = PartyFactory(case=CaseFactory(caption="=1+1"), entity=EntityFactory(name="Roe Holdings"))
    PenaltyFactory(party=party, amount="1500.50", currency="EUR")
    number = NumberFactory(what="penalties", query="")
    published(ArticleFactory(slug="it-paid", body=counting(number, "It paid {}.")))

    assert sheet(client.get(f"/articles/it-paid/numbers/{number.pk}.csv"))[1][1:5] == [
        "'=1+1",
        "Roe Holdings: criminal fine of €1,500.50",
        "1500.50",
        "EUR",
    ]


def test_rows_come_a_page_at_a_time(client, number, monkeypatch):
    monkeypatch.setattr(rows_pages, "SHOWN", 2)
    for name in ("A", "B", "C", "D", "E"):
        dismissed_case(caption=f"SEC v. {name}")
    published(ArticleFactory(slug="five", body=counting(number)))
    address = f"/articles/five/numbers/{number.pk}/"

    first, last = client.get(address).content.decode(), client.get(f"{address}?page=3").content.decode()
    today = client.get(f"{address}?today=1&page=2").content.decode()

    assert ("SEC v. E" in first, "SEC v. C" in first, 'href="?page=2"' in first) == (True, False, True)
    assert ("SEC v. A" in last, 'start="5"' in last, "Further rows" in last) == (True, True, False)
    assert 'href="?today=1&amp;page=3"' in today


@pytest.mark.parametrize("page", ["0", "x", "-1", "101", "9999999999", "²"])
def test_damaged_page_is_refused(client, article, number, page):
    assert client.get(f"/articles/sec-drops-it/numbers/{number.pk}/?page={page}").status_code == 400


def test_there_are_rows_only_behind_numbers_that_readers_have(client, article, number):
    other = NumberFactory()
    draft = ArticleFactory(body=counting(other))

    for address in (
        f"/articles/sec-drops-it/numbers/{other.pk}/",
        f"/articles/{draft.slug}/numbers/{other.pk}/",
        f"/articles/{draft.slug}/numbers/{other.pk}.csv",
        f"/explainers/sec-drops-it/numbers/{number.pk}/",
        f"/articles/sec-drops-it/numbers/{number.pk}/?group=2023",
        f"/articles/sec-drops-it/numbers/{number.pk}.csv?group=2023",
        "/articles/sec-drops-it/numbers/999999999999999999/",
    ):
        assert client.get(address).status_code == 404, address

    withdraw(article, by=None, now=NOON, note="It confused two cases.")
    assert client.get(f"/articles/sec-drops-it/numbers/{number.pk}/").status_code == 404


def test_rows_move_with_their_story(client, article, number):
    article.slug = "sec-dropped-it"
    save_article(article, by=None)
    publish(article, by=None, now=NOON)

    answer = client.get(f"/articles/sec-drops-it/numbers/{number.pk}/")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/articles/sec-dropped-it/numbers/{number.pk}/",
    )
    assert client.get(f"/articles/sec-drops-it/numbers/{number.pk}.csv").status_code == 404


def test_removed_number_keeps_its_rows(client, article, number):
    Number.objects.all().delete()

    assert client.get(f"/articles/sec-drops-it/numbers/{number.pk}/").status_code == 200


@pytest.mark.parametrize("number_of_rows", [1, 3])
def test_rows_cost_the_same_for_any_number(client, number, django_assert_num_queries, number_of_rows):
    for _ in range(number_of_rows):
        dismissed_case()
    published(ArticleFactory(slug="counted", body=counting(number)))

    with django_assert_num_queries(6):
        client.get(f"/articles/counted/numbers/{number.pk}/")
    with django_assert_num_queries(8):
        client.get(f"/articles/counted/numbers/{number.pk}/?today=1")


@pytest.fixture
def explainer(case, number):
    chart = NumberFactory(title="Cases by year", query="", grouped_by="year")
    money = NumberFactory(title="Penalties by kind of case", what="penalties", query="", grouped_by="kind")
    PenaltyFactory(party=PartyFactory(case=case), amount=100, currency="USD")
    PenaltyFactory(party=PartyFactory(case=case), amount=5, currency="EUR")
    CaseFactory(caption="Doe v. Roe")
    sections = [
        {"body": counting(number)},
        {"kind": "numbers", "heading": "How many?", "numbers": [number, chart, money]},
    ]
    explainer = published(ExplainerFactory(slug="how-many", sections=sections))
    explainer.chart, explainer.money = chart, money
    return explainer


def test_live_section_shows_figures_and_charts_with_a_table_of_the_same(client, explainer, number):
    page = client.get("/explainers/how-many/")
    html = page.content.decode()
    address = f"/explainers/how-many/numbers/{explainer.chart.pk}/"

    figure = f"/explainers/how-many/numbers/{number.pk}/?today=1"
    assert f'<a href="{figure}" title="The rows behind this number">1 cases</a>' in html
    assert html.count("<svg") == html.count("<title id=") == html.count("<desc id=") == 3
    assert f'<a href="{address}?group=2023">' in html
    assert f'<th scope="row">no date on record</th><td><a href="{address}?group=none">1</a></td>' in html
    assert "style=" not in html
    assert '<span class="chart-total">€5 and $100, here in EUR</span>' in html


def test_every_bar_leads_to_its_rows(client, explainer, number):
    address = f"/explainers/how-many/numbers/{explainer.chart.pk}/"

    dated = seen(client.get(f"{address}?group=2023"))
    undated = seen(client.get(f"{address}?group=none"))
    nothing = seen(client.get(f"{address}?group=1999"))

    assert ("The rows today: 2023" in dated, "SEC v. Roe Exchange" in dated, "Doe v. Roe" in dated) == (
        True,
        True,
        False,
    )
    assert ("no date on record" in undated, "Doe v. Roe" in undated) == (True, True)
    assert "No row stands behind it." in nothing
    assert sheet(client.get(f"/explainers/how-many/numbers/{explainer.chart.pk}.csv?group=2023"))[1][1] == (
        "SEC v. Roe Exchange"
    )


def test_live_section_follows_the_record_and_says_what_it_was(client, explainer, number):
    dismissed_case()

    page = client.get("/explainers/how-many/").content.decode()
    told = seen(client.get(f"/explainers/how-many/numbers/{explainer.chart.pk}/"))

    assert ">2 cases</a>" in page
    assert "Today it is 3; it was 2 when the story was published, on 2 June 2025." in told


def test_number_in_words_and_in_a_section_has_both_sets_of_rows(client, explainer, number):
    dismissed_case(caption="SEC v. Doe")
    address = f"/explainers/how-many/numbers/{number.pk}/"

    assert "SEC v. Doe" not in seen(client.get(address))
    assert "SEC v. Doe" in seen(client.get(f"{address}?today=1"))


def test_number_that_can_no_longer_be_counted_says_so(client, explainer, number):
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute('update newsroom_publishednumber set told = told || \'{"query": "outcome=guilty"}\'')
        cursor.execute(
            "update newsroom_publication set content = replace(content::text, 'outcome=dismissed', "
            "'outcome=guilty')::jsonb"
        )
    chart = f"/explainers/how-many/numbers/{explainer.chart.pk}"

    assert '<span class="figure-value"><a href' in client.get("/explainers/how-many/").content.decode()
    assert "Today it cannot be counted." in seen(client.get(f"/explainers/how-many/numbers/{number.pk}/"))
    assert "Today it cannot be counted." in seen(client.get(f"{chart}/?group=2023"))
    assert client.get(f"{chart}.csv").status_code == 404


def test_draft_shows_the_number_without_a_way_to_rows_that_are_not_there(client, number, case):
    article = ArticleFactory(body=counting(number))
    explainer = ExplainerFactory(sections=[{"kind": "numbers", "numbers": [number]}])

    body = compose(draft_edition(article, NOON), NOON).context["body"]

    assert body == '<p>The agency dropped <data value="1">1</data> cases.</p>'
    client.force_login(member("editor"))
    page = client.get(f"/preview/explainer/{explainer.pk}/").content.decode()
    assert '<span class="figure-value">1 cases</span>' in page


def test_page_is_made_again_at_once_when_a_counted_case_is_sealed(client, explainer, case):
    subjects = compose(explainer.publications.get(), NOON).made_from

    assert ("case", case.pk) in subjects
    assert {kind for kind, _ in subjects} >= {"tally", "case", "story"}


@pytest.mark.parametrize("sections", [1, 3])
def test_figure_costs_what_its_filter_costs(client, number, django_assert_num_queries, sections):
    live = [{"kind": "numbers", "numbers": [number]} for _ in range(sections)]
    edition = published(ExplainerFactory(sections=live)).publications.get()

    with django_assert_num_queries(8):
        compose(edition, NOON)


def test_old_versions_tell_what_their_numbers_were(client, explainer, number):
    dismissed_case()
    publish(explainer, by=None, now=NOON + HOUR)

    old = seen(client.get("/explainers/how-many/versions/1/"))
    changed = client.get("/explainers/how-many/versions/1..2/").content.decode()

    assert "The agency dropped 1 cases." in old
    assert "it was: Cases the SEC dropped: 1; Cases by year: 2; Penalties by kind of case: €5 and $100" in old
    assert ("<del> 1</del>" in changed, "<ins> 2</ins>" in changed) == (True, True)
