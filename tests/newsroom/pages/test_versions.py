"""A story's past as readers find it: the list, each version, and what changed between two."""

from datetime import timedelta

import pytest
import time_machine

from cases.actions import merge_cases
from cases.models import Case
from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_about, link_mention
from newsroom.pages import versions
from newsroom.publishing.actions import (
    clarify,
    issue_correction,
    publish,
    publish_minor_edit,
    withdraw,
)
from newsroom.publishing.models import Correction
from newsroom.publishing.scheduling import cancel_schedule
from newsroom.wording.actions import suppress_name
from newsroom.wording.models import SuppressedName
from tests.factories.record import CaseFactory, EntityFactory, SourceFactory, StatementFactory
from tests.factories.stories import (
    NOON,
    ArticleFactory,
    AuthorFactory,
    ExplainerFactory,
    ImageFactory,
    SectionFactory,
    TermFactory,
    add_section,
    published,
)
from tests.newsroom.pages.seen import links, words

HOUR, MOMENT = timedelta(hours=1), timedelta(microseconds=1)
PATH = "/articles/judge-sets-hearing/"
VERSIONS = f"{PATH}versions/"


def article(**fields):
    fields = {"slug": "judge-sets-hearing", "headline": "Judge sets a hearing"} | fields
    return ArticleFactory(authors=[AuthorFactory(name="Iris Vance")], **fields)


def reworded(story, body, act=publish, *args, at, **kwargs):
    story.body = body
    save_article(story, by=None)
    return act(story, *args, by=None, now=at, **kwargs)


def at(hour):
    return f"2 June 2025, {hour}:00 UTC"


@pytest.fixture
def story(db):
    """Published, updated, edited, corrected, clarified."""
    story = published(article(body="<p>The hearing is in June.</p>"))
    reworded(story, "<p>The hearing is in June, at ten.</p>", at=NOON + HOUR, note="Adds the hour.")
    reworded(story, "<p>The hearing is in June at ten.</p>", publish_minor_edit, at=NOON + 2 * HOUR)
    wrong = Correction(note="It is in July.", concerns="number", before="in June", after="in July")
    reworded(story, "<p>The hearing is in July at ten.</p>", issue_correction, [wrong], at=NOON + 3 * HOUR)
    unclear = Correction(note="Ten in the morning.", concerns="other")
    reworded(story, "<p>The hearing is in July at ten a.m.</p>", clarify, [unclear], at=NOON + 4 * HOUR)
    return story


def test_versions_are_listed_newest_first_with_what_was_told_of_each(client, story):
    response = client.get(VERSIONS)

    assert words(response) == [
        "Versions of an article",
        "Judge sets a hearing",
        "Every version that readers have had, the newest first. Read it as it is now.",
        *("Version 5 Now", "Clarified 2 June 2025, 16:00 UTC", "Clarification: Ten in the morning."),
        "Read version 5 What changed since version 4",
        *("Version 4", "Corrected 2 June 2025, 15:00 UTC"),
        "Correction: It is in July. It said: “in June” It says: “in July”",
        "Read version 4 What changed since version 3",
        *("Version 3", "Minor edit 2 June 2025, 14:00 UTC"),
        "Spelling, style or form: nothing that readers had to be told of.",
        "Read version 3 What changed since version 2",
        *("Version 2", "Updated 2 June 2025, 13:00 UTC", "Adds the hour."),
        "Read version 2 What changed since version 1",
        *("Version 1", "Published 2 June 2025, 12:00 UTC", "Read version 1"),
    ]
    assert links(response)[:3] == [PATH, f"{VERSIONS}5/", f"{VERSIONS}4..5/"]
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{VERSIONS}">' in response.text


def test_old_version_reads_as_it_did_and_says_so(client, story):
    response = client.get(f"{VERSIONS}2/")

    assert words(response) == [
        f"This is an old version. So it read from {at(13)} until {at(14)}; version 5 is the one that stands.",
        "Read it as it is now What changed since version 1 What has changed until now All versions",
        "Article",
        "Judge sets a hearing",
        "By Iris Vance",
        "Published 2 June 2025, 12:00 UTC · Version 2",
        "Updated 2 June 2025, 13:00 UTC: Adds the hour.",
        "The hearing is in June, at ten.",
    ]
    assert links(response) == [PATH, f"{VERSIONS}1..2/", f"{VERSIONS}2..5/", VERSIONS]


@pytest.mark.parametrize("part", ["2/", "5/", "1..2/"])
def test_version_is_canonical_at_the_story_and_kept_out_of_search_engines(client, story, part):
    page = client.get(f"{VERSIONS}{part}").text

    assert f'<link rel="canonical" href="http://127.0.0.1:8000{PATH}">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_newest_version_says_that_it_is(client, story):
    response = client.get(f"{VERSIONS}5/")

    assert words(response)[:2] == [
        "This is version 5, the one readers have now, as it was published 2 June 2025, 16:00 UTC.",
        "Read it as it is now What changed since version 4 All versions",
    ]


def test_change_is_shown_word_by_word(client, story):
    response = client.get(f"{VERSIONS}3..4/")

    assert words(response) == [
        "What changed from version 3 to version 4",
        "Judge sets a hearing",
        "Read it as it is now All versions",
        "In one text Side by side",
        "Word by word",
        *("Version 3, minor edit 2 June 2025, 14:00 UTC", "Version 4, corrected 2 June 2025, 15:00 UTC"),
        "Taken out Put in",
        "The hearing is in June July at ten.",
    ]
    assert "The hearing is in<del> June</del><ins> July</ins> at ten." in response.text


def test_change_is_shown_side_by_side(client, story):
    response = client.get(f"{VERSIONS}3..4/?layout=beside")

    assert words(response)[-2:] == ["The hearing is in June at ten.", "The hearing is in July at ten."]
    assert (
        words(client.get(f"{VERSIONS}3..4/?layout=upside-down"))[-1] == "The hearing is in June July at ten."
    )


@pytest.mark.parametrize("part", ["6/", "0/", "4..3/", "3..3/", "3..6/", "6..7/", "999999999/", "x/"])
def test_version_that_never_was_is_not_found(client, story, part):
    assert client.get(f"{VERSIONS}{part}").status_code == 404


def test_draft_has_no_versions(client, db):
    article()

    assert client.get(VERSIONS).status_code == 404


def test_page_leads_to_its_versions_once_there_are_two(client, db):
    story = published(article())
    before = links(client.get(PATH))
    reworded(story, "<p>The hearing is in July.</p>", at=NOON + HOUR)

    with time_machine.travel(NOON + HOUR, tick=False):
        after = client.get(PATH)

    assert before == []
    assert links(after) == [VERSIONS]
    assert words(after)[-1] == (
        "This is version 2, of 2 June 2025, 13:00 UTC. Every version, and what changed"
    )


def test_ledger_leads_to_the_whole_change(client, story):
    assert [link for link in links(client.get("/corrections/")) if "versions" in link] == [
        f"{VERSIONS}4..5/",
        f"{VERSIONS}3..4/",
    ]


def test_ledger_leads_past_an_edition_that_was_called_off(client, db):
    story = published(article(body="<p>The hearing is in June.</p>"))
    publish(story, by=None, now=NOON, at=NOON + 2 * HOUR)
    cancel_schedule(story, by=None, now=NOON)
    wrong = Correction(note="It is in July.", concerns="number")
    reworded(story, "<p>The hearing is in July.</p>", issue_correction, [wrong], at=NOON + HOUR)

    assert f"{VERSIONS}1..3/" in links(client.get("/corrections/"))
    assert "Read version 3 What changed since version 1" in words(client.get(VERSIONS))
    assert client.get(f"{VERSIONS}2/").status_code == 404


def test_versions_move_with_the_address(client, story):
    story.slug = "hearing-set"
    save_article(story, by=None)
    publish(story, by=None, now=NOON + 5 * HOUR)

    for part in ("", "2/", "1..2/"):
        response = client.get(f"{VERSIONS}{part}")
        moved = f"/articles/hearing-set/versions/{part}"
        assert (response.status_code, response["Location"]) == (301, moved)
        assert client.get(moved).status_code == 200


def test_nothing_of_a_withdrawn_story_is_read(client, story):
    withdraw(story, by=None, now=NOON + 5 * HOUR, note="The filing was misread.")

    for part in ("", "1/", "5/", "6/", "1..2/", "4..5/"):
        response = client.get(f"{VERSIONS}{part}")
        assert response.status_code == 410
        assert words(response)[:3] == [
            *("Withdrawn", "This article was withdrawn", "The filing was misread."),
        ]
        assert "hearing is in" not in response.text


def test_what_was_withdrawn_stays_so_when_the_story_comes_back(client, story):
    withdraw(story, by=None, now=NOON + 5 * HOUR, note="The filing was misread.")
    reworded(story, "<p>A hearing may be set.</p>", at=NOON + 6 * HOUR, note="Read again.")

    listed = client.get(VERSIONS)

    assert words(listed)[3:11] == [
        *("Version 7 Now", "Restored 2 June 2025, 18:00 UTC", "Read again.", "Read version 7"),
        *("Version 6", "Withdrawn 2 June 2025, 17:00 UTC", "The filing was misread."),
        "Version 5",
    ]
    assert [link for link in links(listed) if link != PATH] == [f"{VERSIONS}7/"]
    for part in ("5/", "4..5/", "5..7/"):
        response = client.get(f"{VERSIONS}{part}")
        assert response.status_code == 410
        assert words(response) == [
            "Withdrawn",
            f"Version {part[0]} of this article was withdrawn",
            "The filing was misread.",
            "Withdrawn 2 June 2025, 17:00 UTC.",
            "Read it as it is now",
        ]
    assert client.get(f"{VERSIONS}6/").status_code == 404
    assert client.get(f"{VERSIONS}6..7/").status_code == 404
    assert words(client.get(f"{VERSIONS}7/"))[1] == "Read it as it is now All versions"


def test_list_goes_on_over_pages_and_compares_across_them(client, story, monkeypatch):
    monkeypatch.setattr(versions, "SHOWN", 2)

    seen, address = [], VERSIONS
    while address:
        found = links(client.get(address))
        seen.append([link.removeprefix(VERSIONS) for link in found if link.startswith(VERSIONS)])
        address = next((f"{VERSIONS}{link}" for link in found if "after=" in link), None)

    assert seen == [["5/", "4..5/", "4/", "3..4/"], ["3/", "2..3/", "2/", "1..2/"], ["1/"]]


@pytest.mark.parametrize("cursor", ["x", "~1", "-~1", "999999999999999999999999~1", "3"])
def test_damaged_place_in_the_list_is_a_bad_request_or_the_whole(client, story, cursor):
    response = client.get(f"{VERSIONS}?after={cursor}")

    assert response.status_code == (200 if cursor.startswith("9") else 400)


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_any_number(client, db, django_assert_num_queries, number):
    story = published(article())
    for turn in range(number):
        wrong = [Correction(note=f"It is {turn}.", concerns="number") for _ in range(number)]
        reworded(story, f"<p>At {turn}.</p>", issue_correction, wrong, at=NOON + (turn + 1) * HOUR)

    with django_assert_num_queries(5):  # whose the slug is, its edition, a withdrawal; rows, their entries
        client.get(VERSIONS)


def rich_explainer(number):
    cases, terms = [CaseFactory() for _ in range(number)], [TermFactory() for _ in range(number)]
    facts = [StatementFactory(case=case, sources=[SourceFactory()]) for case in cases]
    body = "".join(
        f'<p>Doe {n} is named.<cite data-source="{SourceFactory().pk}"></cite></p>' for n in range(number)
    )
    sections = [
        {"heading": "In short", "body": body},
        *({"kind": "status", "heading": "How it stands", "cases": cases} for _ in range(number)),
        {"kind": "key_facts", "heading": "Facts", "statements": facts},
        {"kind": "terms", "heading": "Words", "terms": terms},
    ]
    explainer = ExplainerFactory(slug="what-it-means", sections=sections)
    for n in range(number):
        link_mention(explainer, f"Doe {n}", EntityFactory(name=f"Doe {n}"), by=None, now=NOON)
        link_about(explainer, cases[n], by=None, now=NOON)
    published(explainer)
    explainer.headline = "What it means now"
    explainer.save()
    publish(explainer, by=None, now=NOON + HOUR, note="Says it again.")
    return explainer


@pytest.mark.parametrize("number", [1, 3])
def test_version_and_comparison_cost_the_same_for_any_number(client, db, django_assert_num_queries, number):
    path = f"{rich_explainer(number).path}versions/"

    with django_assert_num_queries(20):
        assert client.get(f"{path}1/").status_code == 200
    with django_assert_num_queries(15):
        assert client.get(f"{path}1..2/").status_code == 200


def test_live_sections_of_an_old_version_say_what_they_showed(client, db):
    case = CaseFactory(caption="Doe v. Roe")
    fact = StatementFactory(
        case=case, text="Roe inflated volumes.", sources=[SourceFactory(title="Press release 2023-101")]
    )
    term = TermFactory(term="joint stipulation")
    explainer = ExplainerFactory(
        headline="What it means",
        slug="what-it-means",
        question="What does it mean?",
        authors=[AuthorFactory(name="Iris Vance")],
        section=SectionFactory(name="Enforcement"),
        sections=[
            {"heading": "In short", "body": "<p>A regulator sued.</p>"},
            {"kind": "status", "heading": "How it stands", "cases": [case]},
            {"kind": "key_facts", "heading": "Facts", "statements": [fact]},
            {"kind": "terms", "heading": "Words", "terms": [term]},
        ],
    )
    published(explainer)
    other = CaseFactory(caption="SEC v. Roe Holdings")
    explainer.sections.get(kind="status").cases.add(other)
    publish(explainer, by=None, now=NOON + HOUR)

    old = client.get("/explainers/what-it-means/versions/1/")
    changed = client.get("/explainers/what-it-means/versions/1..2/")

    assert words(old)[2:] == [
        *("Explainer · Enforcement", "What it means", "What does it mean?", "By Iris Vance"),
        "Published 2 June 2025, 12:00 UTC",
        *("In short", "A regulator sued."),
        "How it stands",
        "This part was filled from the record, which may have moved on since: it showed Doe v. Roe.",
        *("Facts", "From the record, in the words it has today:", "Roe inflated volumes."),
        *("alleged", "Press release 2023-101"),
        *("Words", "This part explained joint stipulation."),
    ]
    assert "/cases/doe-v-roe/" in links(old)
    assert "Doe v. Roe<ins>, SEC v. Roe Holdings</ins>" in changed.text


def test_case_sealed_since_is_named_in_no_version(client, db):
    secret = CaseFactory(caption="Zanzibar v. Roe")
    fact = StatementFactory(case=secret, text="Zanzibar sued.", sources=[SourceFactory()])
    explainer = ExplainerFactory(
        slug="what-it-means",
        sections=[
            {"heading": "In short", "body": "<p>A matter is before the court.</p>"},
            {"kind": "status", "cases": [secret]},
            {"kind": "key_facts", "statements": [fact]},
        ],
    )
    published(explainer)
    link_mention(explainer, "matter", secret, by=None, now=NOON)
    explainer.sections.get(kind="key_facts").facts.all().delete()
    explainer.sections.get(kind="status").delete()
    add_section(explainer, position=3, kind="status", cases=[secret])
    explainer.sections.get(kind="key_facts").delete()
    publish(explainer, by=None, now=NOON + HOUR)
    paths = [f"/explainers/what-it-means/versions/{part}" for part in ("1/", "2/", "1..2/")]
    shown = ["zanzibar" in client.get(path).text.lower() for path in paths]

    Case.objects.filter(pk=secret.pk).update(is_sealed=True)

    assert shown == [True, True, True]
    for path in paths:
        page = client.get(path)
        assert (page.status_code, "zanzibar" in page.text.lower()) == (200, False)


def test_version_with_a_name_that_was_taken_out_and_suppressed_is_withheld(client, db):
    story = published(article(body="<p>Jane <em>Roe</em> came to court.</p>"))
    reworded(story, "<p>A witness came to court.</p>", at=NOON + HOUR)
    reworded(story, "<p>A witness came to the court.</p>", at=NOON + 2 * HOUR)
    parts = ("1/", "1..2/", "2/", "2..3/")
    before = [client.get(f"{VERSIONS}{part}").status_code for part in parts]

    suppress_name(SuppressedName(name="Jane Roe", ground="Order of 3 June 2025"), by=None)

    withheld = client.get(f"{VERSIONS}1/")
    assert before == [200] * 4
    assert [client.get(f"{VERSIONS}{part}").status_code for part in parts] == [451, 451, 200, 200]
    assert words(withheld)[:2] == ["Withheld", "Version 1 of this article can no longer be shown"]
    assert "Roe" not in withheld.text.replace("judge-sets", "")


def test_version_with_a_name_that_readers_are_told_still_is_read(client, db):
    story = published(article(body="<p>Jane Roe came to court.</p>"))
    reworded(story, "<p>Jane Roe came to the court.</p>", at=NOON + HOUR)
    suppress_name(SuppressedName(name="Jane Roe", ground="Order of 3 June 2025"), by=None)

    assert client.get(f"{VERSIONS}1/").status_code == 200


def test_link_that_came_leads_where_its_target_stands_today(client, db):
    loser, survivor = CaseFactory(caption="Doe v. Roe"), CaseFactory(caption="Doe v. Roe Holdings")
    story = published(article(body="<p>In Doe v. Roe a hearing is set.</p>"))
    link_mention(story, "Doe v. Roe", loser, by=None, now=NOON)
    link_about(story, EntityFactory(name="Roe Holdings"), by=None, now=NOON)
    publish(story, by=None, now=NOON + HOUR)
    merge_cases(loser, into=survivor, by=None)

    assert words(client.get(f"{VERSIONS}1..2/"))[-3:] == [
        "Links",
        "Doe v. Roe → Doe v. Roe Holdings added",
        "About → Roe Holdings added",
    ]


def test_embargo_is_no_readers_business(client, db):
    story = published(article())
    story.embargo_until = NOON + HOUR
    story.dek = "In July."
    story.save()
    publish(story, by=None, now=NOON + HOUR)

    response = client.get(f"{VERSIONS}1..2/")

    assert "Dek In July." in " ".join(words(response))
    assert "mbargo" not in response.text


def test_lead_image_that_changed_is_told_by_what_there_is_to_see(client, db):
    story = published(article(lead_image=ImageFactory(alt="The court in Foley Square")))
    story.lead_image = ImageFactory(alt="The judge’s bench")
    story.save()
    publish(story, by=None, now=NOON + HOUR)

    assert words(client.get(f"{VERSIONS}1..2/"))[8:10] == [
        "Lead image",
        "The court in Foley Square judge’s bench",
    ]
    assert 'alt="The court in Foley Square"' in client.get(f"{VERSIONS}1/").text


def test_story_taken_from_elsewhere_says_so_in_every_version(client, db):
    wire = EntityFactory(name="Associated Wire", kind="publication")
    story = published(article(publisher=wire, canonical_url="https://wire.example/judge"))
    reworded(story, "<p>The hearing is in July.</p>", at=NOON + HOUR)

    assert "First published by Associated Wire." in words(client.get(f"{VERSIONS}1/"))
