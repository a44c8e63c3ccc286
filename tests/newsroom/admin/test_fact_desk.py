"""Facts found in a story: offered with their sentence, recorded by a press, never twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import join_party
from cases.models import Docket, Entity, Event, Penalty, Source, Statement
from newsroom.articles.actions import save_article
from newsroom.linking.actions import accept_all_strong, link_mention
from newsroom.linking.models import OfferAnswer
from tests.factories.record import CaseFactory, CourtFactory, EntityFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, published

ADMITTED = "Avalon Trading pleaded guilty in the fraud case on 3 May 2024."
FINED = "In the fraud case Avalon Trading agreed to pay a $3 million fine."
SAID = "“We will appeal,” Avalon Trading said."


@pytest.fixture
def avalon(db):
    return EntityFactory(name="Avalon Trading")


@pytest.fixture
def case(db, avalon):
    case = CaseFactory(caption="United States v. Avalon Trading")
    join_party(case, avalon, role="defendant", by=None)
    return case


def story_of(case, *sentences, **fields):
    """A story that names the case, its names linked."""
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    story = ArticleFactory(headline="Exchange pleads guilty", body=body, **fields)
    for nth in range(1, sum("fraud case" in each for each in sentences) + 1):
        link_mention(story, "fraud case", case, occurrence=nth, by=None, now=NOON)
    accept_all_strong(story, by=None, now=NOON)
    return story


def address(story):
    return reverse("admin:newsroom_article_facts", args=[story.pk])


def offer(page, kind):
    return next(each for each in page.context["offers"] if each["found"].kind == kind)


def record(client, story, kind, act="record", **typed):
    """Press the button of the first offer of the kind, its form as it is filled or as typed."""
    each = offer(client.get(address(story)), kind)
    return client.post(address(story), sent(each, act, **typed), follow=True)


def sent(each, act="record", **typed):
    form = each["form"]
    fields = {name: form[name].value() for name in form.fields}
    return {
        "offer": each["found"].fingerprint,
        "act": act,
        **{form[name].html_name: value for name, value in (fields | typed).items() if value},
    }


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_offers_come_with_their_sentence(desk, case):
    page = desk.get(address(story_of(case, ADMITTED, FINED)))

    assert [(each["found"].kind, each["found"].sentence) for each in page.context["offers"]] == [
        ("event", ADMITTED),
        ("penalty", FINED),
    ]


def test_event_is_recorded_with_the_story_as_its_source(desk, case, settings):
    story = story_of(case, ADMITTED)

    page = record(desk, story, "event", title="Avalon pleads guilty")

    event = Event.objects.get()
    assert (event.case, event.kind, str(event.date), event.title) == (
        case,
        "plea",
        "3 May 2024",
        "Avalon pleads guilty",
    )
    assert (event.source.title, event.source.url) == (
        "Exchange pleads guilty",
        f"{settings.SITE_URL}{story.path}",
    )
    assert said(page) == ["Recorded: event “Avalon pleads guilty”."]
    answer = OfferAnswer.objects.get()
    assert (answer.verdict, answer.sentence, answer.recorded_as, answer.record_id) == (
        "recorded",
        ADMITTED,
        "event",
        event.pk,
    )
    assert page.context["offers"] == []


def test_penalty_falls_on_the_party_named_in_the_case_named(desk, case, avalon):
    story = story_of(case, FINED)

    record(desk, story, "penalty")

    penalty = Penalty.objects.get()
    assert (penalty.party.entity, penalty.case, penalty.kind, penalty.amount, penalty.currency) == (
        avalon,
        case,
        "fine",
        3_000_000,
        "USD",
    )
    assert penalty.source == Source.objects.get()


def test_penalty_without_a_case_leaves_the_party_open(desk, case):
    story = story_of(case, "Avalon Trading agreed to pay a $3 million fine.")

    page = record(desk, story, "penalty")

    assert offer(page, "penalty")["form"].errors == {"party": ["This field is required."]}
    assert Penalty.objects.count() == 0


def test_statement_is_recorded_citing_the_publisher_it_was_taken_from(desk, case, avalon):
    reuters = EntityFactory(name="Reuters", kind=Entity.Kind.PUBLICATION)
    url = "https://news.example/avalon"
    story = story_of(case, SAID, publisher=reuters, canonical_url=url)

    page = record(desk, story, "statement", case=str(case.pk))

    statement = Statement.objects.get()
    assert (statement.text, statement.is_quotation, statement.asserted_by, statement.case) == (
        "We will appeal",
        True,
        avalon,
        case,
    )
    cited = statement.citations.get().source
    assert (cited.publisher, cited.url, said(page)) == (
        reuters,
        url,
        [f"Recorded: statement “{statement}”."],
    )


def test_statement_says_what_it_is_about(desk, case):
    page = record(desk, story_of(case, SAID), "statement")

    assert offer(page, "statement")["form"].errors == {"case": ["Say what it is about: a case or an entity."]}
    assert Statement.objects.count() == 0


def test_docket_number_is_given_to_its_case_and_then_known(desk, case):
    court = CourtFactory(code="dcd", name="U.S. District Court for the District of Columbia")
    story = story_of(case, "The fraud case is No. 1:23-cr-00457.")

    record(desk, story, "docket", court=str(court.pk))

    docket = Docket.objects.get()
    assert (docket.case, docket.court, docket.docket_number_key) == (case, court, "1:23-cr-00457")
    other = story_of(case, "Again in No. 1:23-cr-00457 a judge spoke.")
    assert desk.get(address(other)).context["offers"] == []


def test_verb_that_refuses_is_heard_beside_the_form(desk, case):
    story = story_of(case, FINED)

    page = record(desk, story, "penalty", currency="usd")

    assert offer(page, "penalty")["form"].errors == {
        "currency": ["Three capital letters (ISO 4217), e.g. USD."]
    }
    assert OfferAnswer.objects.count() == 0


def test_refusal_about_no_field_heads_the_form(desk, case):
    page = record(desk, story_of(case, FINED), "penalty", currency="")

    assert offer(page, "penalty")["form"].non_field_errors() == [
        "An amount needs its currency, and a currency its amount."
    ]


def test_offer_left_out_is_not_offered_again_even_after_an_edit(desk, case):
    story = story_of(case, ADMITTED)

    page = record(desk, story, "event", act="dismiss")
    assert said(page) == ["Left out: it is not offered in this story again."]
    story.body = f"<p>A judge spoke.</p>{story.body}"
    save_article(story, by=None)

    page = desk.get(address(story))
    assert page.context["offers"] == []
    assert [answer.get_verdict_display() for answer in page.context["answered"]] == ["dismissed"]
    assert Event.objects.count() == 0


def test_recording_twice_records_once(desk, case):
    story = story_of(case, ADMITTED)
    typed = sent(offer(desk.get(address(story)), "event"))

    desk.post(address(story), typed)
    page = desk.post(address(story), typed, follow=True)

    assert Event.objects.count() == 1
    assert said(page)[-1] == "That is answered already, or the text no longer says so: nothing was recorded."


def test_dates_are_reckoned_from_the_day_it_was_published(desk, case):
    story = published(story_of(case, "A hearing in the fraud case began on Tuesday."))

    page = desk.get(address(story))

    assert (page.context["reckoning"].words, str(offer(page, "event")["found"].offer.date)) == (
        "publication",
        "27 May 2025",
    )


def test_dates_of_a_taken_story_are_reckoned_from_the_day_it_appeared(desk, case):
    reuters = EntityFactory(name="Reuters", kind=Entity.Kind.PUBLICATION)
    taken = {
        "publisher": reuters,
        "canonical_url": "https://news.example/a",
        "first_published_on": "2024-05-06",
    }
    story = story_of(case, "Avalon Trading pleaded guilty in the fraud case on Friday.", **taken)

    assert str(offer(desk.get(address(story)), "event")["found"].offer.date) == "3 May 2024"


@pytest.mark.parametrize("typed", [{}, {"offer": "\0"}, {"offer": "0" * 64, "act": "dismiss"}])
def test_press_that_names_no_offer_records_nothing(desk, case, typed):
    page = desk.post(address(story_of(case, ADMITTED)), typed, follow=True)

    assert said(page) == ["That is answered already, or the text no longer says so: nothing was recorded."]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("case", "404"), ("date", "soon"), ("title", "x\0"), ("title", ""), ("kind", "party")],
)
def test_bad_input_stands_beside_its_field(desk, case, field, typed):
    story = story_of(case, ADMITTED)
    each = offer(desk.get(address(story)), "event")
    data = sent(each) | {each["form"][field].html_name: typed}

    page = desk.post(address(story), data)

    assert list(offer(page, "event")["form"].errors) == [field]
    assert Event.objects.count() == 0


def test_story_that_is_gone_leads_back(desk, case):
    story = story_of(case, ADMITTED)
    where = address(story)
    story.delete()

    assert desk.get(where)["Location"] == "/admin/"


def test_very_long_text_is_read_to_a_bound_and_says_so(desk, case):
    story = ArticleFactory(body=f"<p>{'It sued. ' * 7000}</p><p>{ADMITTED}</p>")

    page = desk.get(address(story))

    assert page.context["reading"].is_cut
    assert "only its beginning was read" in page.text


@pytest.mark.parametrize(
    ("role", "may"),
    [("reporter", True), ("editor", True), ("legal", False), ("publisher", True), ("administrator", True)],
)
def test_role_records_as_the_table_says(client, case, role, may):
    story = story_of(case, ADMITTED)
    client.force_login(member(role))

    page = client.get(address(story))
    answer = client.post(address(story), sent(offer(page, "event")))

    assert page.status_code == 200
    assert ("Record it" in page.text, answer.status_code) == (may, 302 if may else 403)
    assert Event.objects.count() == may


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_however_many_offers(desk, case, count):
    story = story_of(case, *[ADMITTED.replace("2024", str(2020 + n)) for n in range(count)])

    with CaptureQueriesContext(connection) as asked:
        page = desk.get(address(story))

    assert (len(page.context["offers"]), len(asked)) == (count, 14)
