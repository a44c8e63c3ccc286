"""The link desk of a story: what it shows, what each press does, and what it refuses."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import add_alias, join_party
from cases.models import Alias, Entity
from newsroom.articles.actions import save_article
from newsroom.linking.actions import accept_link, link_mention, reject_link
from newsroom.linking.models import Link
from tests.factories.browser import submit
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory

BODY = "<p>The SEC sued Avalon Trading.</p><p>Avalon Trading denies it, and the SEC is silent.</p>"


@pytest.fixture
def sec(db):
    sec = EntityFactory(name="Securities and Exchange Commission", kind=Entity.Kind.AGENCY)
    add_alias(sec, "SEC", kind="acronym", by=None)
    return sec


@pytest.fixture
def avalon(db):
    return EntityFactory(name="Avalon Trading")


@pytest.fixture
def article(sec, avalon):
    return ArticleFactory(headline="SEC sues an exchange", body=BODY)


def address(story, **query):
    return reverse(f"admin:newsroom_{story.kind}_links", args=[story.pk], query=query or None)


def press(client, story, act, link=None, **typed):
    typed = {"act": act, "link": getattr(link, "pk", link) or "", **typed}
    return client.post(address(story), typed, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def first(story, words):
    order = {block.id: n for n, block in enumerate(story.blocks())}
    links = story.links.exclude(block="").filter(surface=words)
    return min(links, key=lambda link: (order[link.block], link.start))


def decisions(story):
    return sorted(story.links.values_list("surface", "decision"))


def saved(article, body):
    article.body = body
    return save_article(article, by=None)


def pieces(page):
    return [
        [(piece.text, piece.link.standing if piece.link else "") for piece in paragraph.pieces]
        for paragraph in page.context["sheet"].paragraphs
    ]


def test_text_shows_each_link_in_its_place(desk, article):
    accept_link(first(article, "SEC"), by=None, now=NOON)

    page = desk.get(address(article))

    assert pieces(page) == [
        [("The ", ""), ("SEC", "accepted"), (" sued ", ""), ("Avalon Trading", "proposed"), (".", "")],
        [
            ("Avalon Trading", "proposed"),
            (" denies it, and the ", ""),
            ("SEC", "proposed"),
            (" is silent.", ""),
        ],
    ]
    assert "<strong>3 proposals to decide</strong>: 3 strong, 0 only possible. 1 linked." in page.text


def test_words_that_read_from_the_right_and_emoji_are_cut_where_they_are(desk, db):
    EntityFactory(name="بنك الأمل")
    EntityFactory(name="Avalon Trading")
    body = "<p>👩🏽‍⚖️ 🏛️ Avalon Trading قاضت 𝒳 بنك الأمل اليوم.</p>"

    article = ArticleFactory(body=body)
    link_mention(article, "بنك الأمل", Entity.objects.get(name="بنك الأمل"), by=None, now=NOON)

    (cut,) = pieces(desk.get(address(article)))
    assert [text for text, standing in cut if standing] == ["Avalon Trading", "بنك الأمل"]
    assert "".join(text for text, _ in cut) == "👩🏽‍⚖️ 🏛️ Avalon Trading قاضت 𝒳 بنك الأمل اليوم."


def test_card_says_what_and_why(desk, article, sec):
    case = CaseFactory(caption="SEC v. Avalon Trading")
    join_party(case, sec, role="plaintiff", by=None)

    page = desk.get(address(article))

    card = page.context["card"]
    assert (page.context["focus"], card["target"], card["kind"]) == (
        first(article, "SEC"),
        sec,
        "Government or agency",
    )
    assert card["related"] == ["SEC v. Avalon Trading, plaintiff"]
    assert card["why"] == ["“SEC” is registered for Securities and Exchange Commission (acronym)"]


def test_card_of_a_case_says_dockets_and_parties(desk, db, sec):
    case = CaseFactory(
        caption="SEC v. Roe", court=CourtFactory(citation_name="D.D.C."), docket_number="1:23-cv-00457"
    )
    join_party(case, sec, role="plaintiff", by=None)
    article = ArticleFactory(body="<p>In SEC v. Roe the judge spoke.</p>")

    card = desk.get(address(article)).context["card"]

    assert card["related"] == [
        "1:23-cv-00457 (D.D.C.)",
        "Securities and Exchange Commission, plaintiff",
    ]


@pytest.mark.parametrize(
    ("act", "decision", "words"),
    [
        ("accept", "accepted", "“SEC” is linked to Securities and Exchange Commission."),
        ("reject", "rejected", "“SEC” is not linked to Securities and Exchange Commission here."),
        ("never", "never", "“SEC” is never linked to Securities and Exchange Commission in this story."),
    ],
)
def test_press_decides_and_goes_on(desk, article, act, decision, words):
    link, following = first(article, "SEC"), first(article, "Avalon Trading")

    page = press(desk, article, act, link, next=following.pk)

    link.refresh_from_db()
    assert (link.decision, link.decided_by.username) == (decision, "administrator")
    assert said(page) == [words]
    assert page.context["focus"] == following


def test_last_decision_goes_back_to_the_first_left(desk, article):
    for _ in range(4):
        page = desk.get(address(article))
        page = press(desk, article, "accept", page.context["focus"])

    assert page.context["focus"] is None
    assert "Everything is decided" in page.text
    assert page.context["counts"] == {"open": 0, "strong": 0, "possible": 0, "accepted": 4}


def test_accepting_all_strong_and_undoing_it(desk, article):
    assert said(press(desk, article, "strong")) == ["4 strong proposals accepted."]
    assert article.links.accepted().count() == 4

    page = press(desk, article, "undo")

    assert said(page) == ["Taken back: what you said to “Avalon Trading” and 3 more."]
    assert {decision for _, decision in decisions(article)} == {"proposed"}
    assert said(press(desk, article, "undo")) == ["Nothing that you decided within the hour."]


@pytest.mark.parametrize("act", ["accept", "reject", "never"])
def test_undo_proposes_the_words_again(desk, article, act):
    before = decisions(article)
    press(desk, article, act, first(article, "SEC"))

    page = press(desk, article, "undo")

    assert decisions(article) == before
    assert page.context["focus"].surface == "SEC"


def test_undo_takes_back_only_what_this_editor_decided(desk, article, editor):
    accept_link(first(article, "SEC"), by=editor, now=NOON)

    assert said(press(desk, article, "undo")) == ["Nothing that you decided within the hour."]
    assert article.links.accepted().count() == 1


def test_another_is_found_by_name_and_chosen(desk, article, sec):
    other = EntityFactory(name="Stock Exchange Council", kind=Entity.Kind.ORGANISATION)
    link = first(article, "SEC")

    page = desk.get(address(article, link=link.pk, q="stock exch"))
    assert page.context["found"] == [(f"entity:{other.pk}", other)]
    press(desk, article, f"choose:entity:{other.pk}", link)

    link.refresh_from_db()
    assert (link.target, link.decision) == (other, "accepted")
    assert article.links.get(decision="rejected").entity == sec

    press(desk, article, "undo")
    assert first(article, "SEC").target == sec
    assert not article.links.decided().exists()


@pytest.mark.parametrize("typed", ["Doe Roe", "23-cv-457", "1:23-cv-00457"])
def test_case_is_found_by_caption_or_number(desk, article, typed):
    case = CaseFactory(caption="Doe v. Roe", court=CourtFactory(), docket_number="1:23-cv-00457")

    page = desk.get(address(article, link=first(article, "SEC").pk, q=typed))

    assert page.context["found"] == [(f"case:{case.pk}", case)]


@pytest.mark.parametrize("typed", ["\0", "—", "x" * 5000, "1" * 300, "' or 1=1"])
def test_search_that_finds_nothing_says_so(desk, article, typed):
    page = desk.get(address(article, link=first(article, "SEC").pk, q=typed))

    assert "Nothing in the record is called so." in page.text


def test_look_alikes_are_found_where_nothing_begins_so(desk, article, avalon):
    page = desk.get(address(article, link=first(article, "SEC").pk, q="Avalonn Trading"))

    assert page.context["found"] == [(f"entity:{avalon.pk}", avalon)]


def test_wording_becomes_an_alias(desk, article, avalon):
    article = saved(article, "<p>Roe said Avatra knew.</p>")
    link = link_mention(article, "Avatra", avalon, by=None, now=NOON)

    page = press(desk, article, "alias", link)

    assert Alias.objects.get(entity=avalon).name == "Avatra"
    where = reverse("admin:mentions", args=["entity", avalon.pk])
    assert said(page) == [
        f"“Avatra” is now an alias of Avalon Trading. <a href='{where}'>Stories that mention it</a>."
    ]
    assert said(press(desk, article, "alias", link)) == ["This entity already has this alias."]


def test_weak_alias_says_why(desk, article, avalon):
    article = saved(article, "<p>The island said Avalon knew of trading.</p>")
    link = link_mention(article, "trading", avalon, by=None, now=NOON)

    assert "a weak one: " in said(press(desk, article, "alias", link))[0]


def test_case_takes_no_alias(desk, article):
    link = link_mention(article, "sued", CaseFactory(), by=None, now=NOON)

    assert said(press(desk, article, "alias", link)) == [
        "A case has no aliases: amend its caption or its dockets instead."
    ]


def test_link_is_taken_away_and_may_be_proposed_again(desk, article):
    link = accept_link(first(article, "SEC"), by=None, now=NOON)

    press(desk, article, "unlink", link)
    assert Link.objects.get(pk=link.pk).decision == "rejected"

    page = press(desk, article, "again", link)
    assert said(page) == ["“SEC” may be proposed again."]
    assert (page.context["focus"].surface, page.context["focus"].decision) == ("SEC", "proposed")


def test_refusal_that_nothing_speaks_for_any_more_is_only_forgotten(desk, article, sec):
    link = reject_link(first(article, "SEC"), by=None, now=NOON)
    sec.aliases.all().delete()

    press(desk, article, "again", link)

    assert not article.links.filter(surface="SEC").exists()


def test_words_gone_from_the_text_are_listed_until_taken_away(desk, article):
    link = accept_link(first(article, "SEC"), by=None, now=NOON)
    saved(article, "<p>Avalon Trading was sued.</p>")

    page = desk.get(address(article))
    assert page.context["orphans"] == [link]
    press(desk, article, "unlink", link)

    assert not Link.objects.filter(pk=link.pk).exists()


def test_story_is_said_to_be_about_what_it_links_to(desk, article, sec, avalon):
    press(desk, article, "strong")

    page = desk.get(address(article))
    shown = [
        (one.target, one.mentions, one.is_in_headline, one.is_likely) for one in page.context["subjects"]
    ]
    assert shown == [(sec, 2, True, True), (avalon, 2, False, False)]
    assert said(press(desk, article, f"about:entity:{sec.pk}")) == [
        "The story is about Securities and Exchange Commission."
    ]
    assert said(press(desk, article, f"about:entity:{sec.pk}")) == [
        "The story is already said to be about this."
    ]
    assert [link.target for link in article.links.about()] == [sec]

    press(desk, article, f"not-about:entity:{sec.pk}")
    assert not article.links.about().exists()


def test_unknown_names_are_offered_with_a_kind(desk, article):
    article = saved(article, "<p>Jane Roe met Acme Widgets LLC. Jane Roe said no.</p>")

    page = desk.get(address(article))

    assert [(name.name, kind, name.count) for name, kind in page.context["names"]] == [
        ("Jane Roe", "person", 2),
        ("Acme Widgets LLC", "company", 1),
    ]


def test_unknown_name_is_entered_and_linked_wherever_it_stands(desk, article):
    article = saved(article, "<p>Jane Roe met the SEC. Then Jane Roe said no; Roe left.</p>")

    submit_name(desk, article, "Jane Roe", description="counsel for Avalon")

    roe = Entity.objects.get(name="Jane Roe")
    assert (roe.kind, roe.description) == ("person", "counsel for Avalon")
    assert sorted(article.links.filter(entity=roe).values_list("surface", "decision")) == [
        ("Jane Roe", "accepted"),
        ("Jane Roe", "accepted"),
        ("Roe", "proposed"),
    ]


def submit_name(client, story, words, **typed):
    page = client.get(address(story, name=words))
    form = page.context["name"]
    fields = {name: form[name].value() or "" for name in form.fields}
    return client.post(address(story), {**fields, **typed, "act": "enter"}, follow=True)


def test_look_alikes_of_a_new_name_are_shown_first(desk, article, avalon):
    article = saved(article, "<p>The lawyers of Avalon Trading Ltd met. Avalonn Trading left.</p>")

    page = desk.get(address(article, name="Avalonn Trading"))

    assert [namesake.entity for namesake in page.context["namesakes"]] == [avalon]
    page = press(desk, article, f"known:entity:{avalon.pk}", words="Avalonn Trading")
    assert said(page) == ["“Avalonn Trading” is linked to Avalon Trading once."]
    assert first(article, "Avalonn Trading").target == avalon


def test_name_twice_entered_is_entered_once(desk, article):
    article = saved(article, "<p>Jane Roe met the SEC.</p>")
    typed = {"act": "enter", "words": "Jane Roe", "name": "Jane Roe", "kind": "person"}

    desk.post(address(article), typed)
    page = desk.post(address(article), typed, follow=True)

    assert Entity.objects.filter(name="Jane Roe").count() == 1
    assert said(page)[-1] == "“Jane Roe” does not stand in the text any more, or is linked already."


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["This field is required."]}),
        ({"name": "Roe\0"}, {"name": ["Null characters are not allowed."]}),
        ({"kind": "alien"}, {"kind": ["Select a valid choice. alien is not one of the available choices."]}),
        ({"name": "—"}, {"__all__": ["A name needs at least one letter or digit."]}),
    ],
)
def test_name_that_cannot_be_entered_comes_back_as_typed(desk, article, typed, errors):
    article = saved(article, "<p>Jane Roe met the SEC.</p>")

    page = submit_name(desk, article, "Jane Roe", **typed)

    assert page.context["name"].errors == errors
    assert not Entity.objects.filter(kind="person").exists()


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("accept", {"link": "404"}),
        ("accept", {"link": "\0"}),
        ("accept", {"link": "9" * 30}),
        ("nothing", {}),
        ("", {}),
        ("about:entity:404", {}),
        ("about:case:x", {}),
        ("about:user:1", {}),
        ("not-about:entity", {}),
        ("known:entity:404", {"words": "SEC"}),
        ("again", {"link": "404"}),
    ],
)
def test_press_that_names_nothing_changes_nothing(desk, article, act, typed):
    before = decisions(article)

    page = press(desk, article, act, **typed)

    assert page.status_code == 200
    assert decisions(article) == before
    assert said(page) == ["The text or the links changed meanwhile. Look at the story again and decide anew."]


def test_unknown_press_on_a_link_changes_nothing(desk, article):
    before = decisions(article)

    press(desk, article, "burn", first(article, "SEC"))

    assert decisions(article) == before


def test_link_of_another_story_cannot_be_decided_here(desk, article):
    other = ArticleFactory(body=BODY)
    link = first(other, "SEC")

    press(desk, article, "accept", link)

    link.refresh_from_db()
    assert link.decision == "proposed"


def test_choice_of_what_is_gone_is_refused(desk, article):
    page = press(desk, article, "choose:entity:404", first(article, "SEC"))

    assert said(page)[0].startswith("The text or the links changed meanwhile.")


def test_nothing_lands_on_other_words_when_the_text_has_changed(desk, article):
    link = first(article, "SEC")
    saved(article, "<p>Avalon Trading was sued.</p>")

    page = press(desk, article, "accept", link)

    assert said(page)[0].startswith("The text or the links changed meanwhile.")
    assert not article.links.accepted().exists()


def test_pressing_twice_decides_once(desk, article):
    link = first(article, "SEC")

    press(desk, article, "accept", link)
    press(desk, article, "accept", link)

    assert article.links.accepted().count() == 1


def test_story_that_is_gone_leads_back(desk, article):
    where = address(article)
    article.delete()

    assert desk.get(where)["Location"] == "/admin/"
    assert desk.post(where, {"act": "strong"})["Location"] == "/admin/"


def test_page_of_thousands_is_bounded(desk, sec):
    article = ArticleFactory(body="".join(f"<p>{'The SEC sued. ' * 50}</p>" for _ in range(200)))

    page = desk.get(address(article))

    assert (len(page.context["sheet"].links), page.context["sheet"].parts) == (100, 8)
    assert desk.get(address(article, part=8)).context["sheet"].part == 8
    assert desk.get(address(article, part="x")).context["sheet"].part == 1
    assert desk.get(address(article, part=10**9)).context["sheet"].part == 8


def test_one_enormous_paragraph_shows_what_is_to_be_decided(desk, sec):
    article = ArticleFactory(body=f"<p>{'It sued. ' * 2000}{'The SEC sued. ' * 300}</p>")

    page = desk.get(address(article))

    assert len(page.context["sheet"].links) == 100
    assert len(page.text) < 200_000


def test_explainer_has_a_link_desk(desk, sec):
    explainer = ExplainerFactory(
        sections=[{"body": "<p>The SEC sued.</p>"}, {"body": "<p>The SEC lost.</p>"}]
    )

    press(desk, explainer, "strong")

    assert explainer.links.accepted().count() == 2


def test_save_says_how_much_is_to_decide(desk, article):
    page = submit(desk, reverse("admin:newsroom_article_change", args=[article.pk]), headline="SEC sues")
    page = desk.get(page["Location"])

    assert f"4 proposals to decide: <a href='{address(article)}'>to the link desk</a>." in said(page)
    assert "Links (4 to decide)" in page.text


@pytest.mark.parametrize(
    ("role", "may"),
    [("reporter", True), ("editor", True), ("legal", False), ("publisher", True), ("administrator", True)],
)
def test_role_decides_as_the_table_says(client, article, role, may):
    client.force_login(member(role))

    page = client.get(address(article))
    assert page.status_code == 200
    assert ('value="accept"' in page.text) == may
    assert press(client, article, "strong").status_code == (200 if may else 403)
    assert article.links.accepted().count() == (4 if may else 0)


@pytest.mark.parametrize("act", ["alias", "enter"])
def test_who_may_not_write_the_record_changes_nothing_of_it(client, article, act):
    user = member("editor")
    user.groups.clear()
    codes = ["view_article", "change_article", "view_entity"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    typed = {"words": "SEC", "name": "Roe", "kind": "person"}

    assert client.get(address(article, name="SEC")).status_code == 200
    assert press(client, article, act, first(article, "SEC"), **typed).status_code == 403


def test_reader_is_asked_to_sign_in(client, article):
    assert client.get(address(article)).status_code == 302


@pytest.mark.parametrize("count", [1, 3, 60])
def test_page_asks_the_same_however_many_links(desk, sec, count):
    body = "".join(f"<p>Day {n}: the SEC sued and Jane Roe{n} lost.</p>" for n in range(count))
    article = ArticleFactory(body=body)

    with CaptureQueriesContext(connection) as asked:
        desk.get(address(article))

    assert len(asked) == 11
