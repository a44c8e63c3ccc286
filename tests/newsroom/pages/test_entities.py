import pytest

from cases.actions import add_alias, identify, merge_entities, undo_merge
from newsroom.linking.actions import link_about, link_mention
from newsroom.pages import entities
from tests.factories.record import (
    CaseFactory,
    DispositionFactory,
    DocketFactory,
    EntityFactory,
    PartyFactory,
    SourceFactory,
    StatementFactory,
)
from tests.factories.stories import NOON, ArticleFactory, published
from tests.newsroom.pages.seen import links, words


def test_entity_shows_its_names_roles_words_and_coverage(client, db):
    roe = EntityFactory(
        name="Roe Holdings",
        description="operator of an exchange",
        country="KY",
        website="https://roe.example/",
    )
    add_alias(roe, "Roe", kind="short_name", by=None)
    add_alias(roe, "Roe Coin", kind="former_name", valid_from="2017", valid_until="2019-05", by=None)
    add_alias(roe, "Roe Group", by=None)
    identify(roe, "wikidata", "Q123", by=None)
    case = CaseFactory(caption="SEC v. Roe", date_filed="2023")
    PartyFactory(case=case, entity=roe)
    PartyFactory(case=case, entity=roe, role="counter_claimant")
    wire = EntityFactory(name="Associated Wire", kind="publication")
    StatementFactory(case=case, text="We did nothing wrong.", mode="denied", asserted_by=roe, via=wire)
    StatementFactory(
        entity=roe,
        text="Roe has no licence.",
        mode="confirmed",
        via=wire,
        sources=[SourceFactory(title="Register")],
    )
    story = ArticleFactory(headline="Judge sets a hearing", slug="judge", body="<p>Roe Holdings is sued.</p>")
    link_mention(story, "Roe Holdings", roe, by=None, now=NOON)
    published(story)

    assert words(client.get("/entities/roe-holdings/")) == [
        *("Company", "Roe Holdings", "Operator of an exchange"),
        *("Also known as", "Roe short name", "Roe Coin former name, from 2017, until May 2019", "Roe Group"),
        *("Country", "KY", "Website", "https://roe.example/", "Wikidata", "Q123"),
        *("Roles in cases", "Civil · filed 2023", "SEC v. Roe", "Defendant, Counter-claimant"),
        "Open Open since 2023.",
        *("What it says", "We did nothing wrong.", "denied Roe Holdings, according to Associated Wire"),
        *("What is said of it", "Roe has no licence.", "According to Associated Wire", "Register"),
        *("Our coverage", "Judge sets a hearing 2 June 2025"),
    ]


def test_entity_that_is_in_no_case_says_so(client, db):
    EntityFactory(name="Jane Roe", kind="person")

    assert words(client.get("/entities/jane-roe/")) == [
        *("Person", "Jane Roe", "Roles in cases", "A party to no case we follow."),
    ]


def test_more_cases_and_stories_are_a_click_away(client, db, monkeypatch):
    monkeypatch.setattr(entities, "CASES_SHOWN", 1)
    monkeypatch.setattr(entities, "STORIES_SHOWN", 1)
    roe = EntityFactory(name="Roe")
    for number in (1, 2):
        PartyFactory(case=CaseFactory(), entity=roe)
        story = ArticleFactory(slug=f"story-{number}")
        link_about(story, roe, by=None, now=NOON)
        published(story)

    found = links(client.get("/entities/roe/"))

    assert {"/cases/?party=roe", "/entities/roe/coverage/"} <= set(found)
    assert links(client.get("/entities/roe/coverage/"))[1:] == ["/articles/story-2/", "/articles/story-1/"]


@pytest.mark.parametrize(
    "path", ["/entities/nobody/", "/entities/nobody/coverage/", "/cases/none/", "/topics/none/"]
)
def test_what_is_not_there_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("tail", ["", "coverage/"])
def test_merged_entity_leads_to_the_survivor(client, db, tail):
    loser, survivor = EntityFactory(name="Roe Holdings"), EntityFactory(name="Roe Holdings Limited")
    merge = merge_entities(loser, into=survivor, by=None)

    response = client.get(f"/entities/roe-holdings/{tail}")

    assert (response.status_code, response["Location"]) == (301, f"/entities/roe-holdings-limited/{tail}")
    assert response["Cache-Control"] == "no-cache"
    undo_merge(merge, by=None)
    assert client.get(f"/entities/roe-holdings/{tail}").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_entity_costs_the_same_however_much_is_in_it(client, db, django_assert_num_queries, number):
    roe = EntityFactory(name="Roe")
    source = SourceFactory(publisher=EntityFactory())
    for n in range(number):
        add_alias(roe, f"Roe {n}", by=None)
        identify(roe, "courtlistener", str(n + 1), by=None)
        party = PartyFactory(entity=roe)
        DispositionFactory(party=party)
        DocketFactory(case=party.case)
        StatementFactory(case=party.case, asserted_by=roe, sources=[source])
        StatementFactory(entity=roe, via=source.publisher, sources=[source])
        story = ArticleFactory()
        link_about(story, roe, by=None, now=NOON)
        published(story)

    with django_assert_num_queries(14):
        client.get("/entities/roe/")
