"""An explainer at three depths: one set of sections, a page for each depth that shows less than the next."""

import re

import pytest
import time_machine

from cases.models import Case
from newsroom.pages.explainer_page import reading_time
from newsroom.pages.warming import warm_again
from newsroom.publishing.actions import publish, withdraw
from newsroom.publishing.models import Rendition
from tests.factories.record import CaseFactory, EventFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ExplainerFactory, published

ADDRESS = "/explainers/what-it-means/"
LESS = ["30-seconds/", "3-minutes/"]


def sections(**shown_from):
    return [
        {"heading": heading, "body": f"<p>{heading} in words.</p>", "shown_from": depth}
        for heading, depth in shown_from.items()
    ]


@pytest.fixture
def explainer(transactional_db):
    three = sections(Short="glance", Middle="brief", Long="full")
    return published(ExplainerFactory(slug="what-it-means", sections=three))


def headings(response):
    return re.findall(r"<h2>(.*?)</h2>", response.text)


def ways(response):
    nav = re.search(r'<nav class="depths".*?</nav>', response.text, re.DOTALL)
    return re.findall(r'<a href="([^"]*)"( aria-current="page")?>([^<]*)</a>', nav[0]) if nav else []


@pytest.mark.usefixtures("explainer")
def test_each_depth_shows_its_sections_and_the_way_to_the_others(client):
    pages = [client.get(ADDRESS + tail) for tail in (*LESS, "")]

    assert [headings(page) for page in pages] == [["Short"], ["Short", "Middle"], ["Short", "Middle", "Long"]]
    for number, page in enumerate(pages):
        assert ways(page) == [
            (ADDRESS + tail, ' aria-current="page"' * (at == number), label)
            for at, (tail, label) in enumerate(
                [("30-seconds/", "30 seconds"), ("3-minutes/", "3 minutes"), ("", "In full")]
            )
        ]


@pytest.mark.usefixtures("explainer")
def test_whole_page_is_the_canonical_address_of_every_depth(client, settings):
    for tail in (*LESS, ""):
        page = client.get(ADDRESS + tail)
        assert f'<link rel="canonical" href="{settings.SITE_URL}{ADDRESS}">' in page.text


@pytest.mark.usefixtures("explainer")
def test_page_of_a_depth_is_served_with_one_query_once_it_is_made(client, django_assert_num_queries):
    first = client.get(f"{ADDRESS}30-seconds/")

    with django_assert_num_queries(1):
        again = client.get(f"{ADDRESS}30-seconds/")

    assert again.content == first.content
    assert client.get(f"{ADDRESS}30-seconds/", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_depth_with_nothing_less_leads_to_the_whole(client, transactional_db):
    published(ExplainerFactory(slug="what-it-means", sections=sections(One="full", Two="full")))

    answers = [client.get(ADDRESS + tail) for tail in LESS]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, ADDRESS)] * 2
    assert ways(client.get(ADDRESS)) == []
    assert Rendition.objects.count() == 1


def test_depths_that_show_the_same_are_one(client, db):
    published(ExplainerFactory(slug="what-it-means", sections=sections(One="brief", Two="full")))

    assert [label for _, _, label in ways(client.get(ADDRESS))] == ["3 minutes", "In full"]
    assert client.get(f"{ADDRESS}30-seconds/").status_code == 302


def test_address_that_moved_leads_to_the_same_depth(client, explainer):
    explainer.slug = "what-it-meant"
    explainer.save()
    published(explainer)

    answer = client.get(f"{ADDRESS}3-minutes/")

    assert (answer.status_code, answer["Location"]) == (301, "/explainers/what-it-meant/3-minutes/")


def test_withdrawn_explainer_is_gone_at_every_depth(client, explainer):
    client.get(f"{ADDRESS}30-seconds/")
    withdraw(explainer, by=None, now=NOON, note="Withdrawn.")

    assert [client.get(ADDRESS + tail).status_code for tail in (*LESS, "")] == [410, 410, 410]


def test_no_article_has_depths(client, db):
    assert client.get("/articles/what-it-means/30-seconds/").status_code == 404


def test_change_of_the_record_reaches_every_depth_that_shows_it(client, transactional_db):
    case = CaseFactory(caption="Doe v. Roe")
    EventFactory(case=case, title="Hearing", significance="major")
    shown = [
        {"kind": "timeline", "cases": [case], "shown_from": "glance", "filter": "kind=hearing"},
        {"body": "<p>More.</p>"},
    ]
    published(ExplainerFactory(slug="what-it-means", sections=shown))
    assert "Hearing" in client.get(f"{ADDRESS}30-seconds/").text

    EventFactory(case=case, title="Second hearing")
    Case.objects.filter(pk=case.pk).update(caption="Doe v. Poe")

    for tail in ("30-seconds/", ""):
        page = client.get(ADDRESS + tail).text
        assert "Second hearing" in page
        assert "Doe v. Poe" in page


def kept():
    return set(Rendition.objects.filter(is_stale=False).values_list("path", flat=True))


def test_every_depth_that_went_stale_is_made_again_by_the_worker(client, transactional_db):
    case = CaseFactory()
    three = sections(Short="glance", Middle="brief", Long="full")
    three[0] |= {"kind": "status", "cases": [case]}
    published(ExplainerFactory(slug="what-it-means", sections=three))
    addresses = [ADDRESS + tail for tail in (*LESS, "")]
    with time_machine.travel(NOON, tick=False):
        for address in addresses:
            client.get(address)
        Case.objects.filter(pk=case.pk).update(caption="In re Roe")

        made = warm_again(lambda: NOON, share=0, of=1, most=9)

        assert (made, kept()) == (3, set(addresses))
        assert all("In re Roe" in client.get(address).text for address in addresses)


@pytest.mark.parametrize("tail", ["", "5-minutes/"])
def test_depth_that_is_read_no_more_is_forgotten_by_the_worker(client, explainer, tail):
    with time_machine.travel(NOON, tick=False):
        for address in (ADDRESS + "30-seconds/", ADDRESS):
            client.get(address)
        Rendition.objects.filter(path=ADDRESS + "30-seconds/").update(path=ADDRESS + (tail or "30-seconds/"))
        explainer.sections.update(shown_from="full")
        publish(explainer, by=None, now=NOON)

        assert warm_again(lambda: NOON, share=0, of=1, most=9) == 2
        assert kept() == {ADDRESS}
        assert Rendition.objects.count() == 1


def test_depths_of_a_withdrawn_explainer_are_forgotten_by_the_worker(client, explainer):
    with time_machine.travel(NOON, tick=False):
        for address in (ADDRESS + "30-seconds/", ADDRESS):
            client.get(address)
        withdraw(explainer, by=None, now=NOON, note="Misread.")

        assert warm_again(lambda: NOON, share=0, of=1, most=9) == 2
        assert kept() == {ADDRESS}


def test_draft_is_previewed_at_every_depth(client, db):
    explainer = ExplainerFactory(sections=sections(Short="glance", Long="full"))
    client.force_login(member("editor"))
    address = f"/preview/explainer/{explainer.pk}/"

    short, long, other = (client.get(address + asked) for asked in ("?depth=glance", "", "?depth=brief"))

    assert (headings(short), headings(long), headings(other)) == (
        ["Short"],
        ["Short", "Long"],
        ["Short", "Long"],
    )
    assert [way for way, _, _ in ways(short)] == ["?depth=glance", "?depth=full"]


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        (["<p>One two.</p>"], "2 words, 15 seconds"),
        (["<p>Word</p>" * 120], "120 words, 30 seconds"),
        (["<p>Word</p>" * 181], "181 words, 1 minute"),
        (["<p>Word</p>" * 600, "<p>More</p>"], "601 words, 3 minutes"),
        (['<p>A word</p><ul class="sources"><li>Press release, p. 2</li></ul>'], "2 words, 15 seconds"),
        (["<p>word</p>" * 1200], "1,200 words, 5 minutes"),
    ],
)
def test_reading_time_is_told_from_the_words(pieces, said):
    assert reading_time(pieces) == said
