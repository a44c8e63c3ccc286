import pytest

from cases.imports.feeds import Item, take_in_feed
from cases.models import Case, Event
from tests.factories.record import CaseFactory, CourtFactory, DocketFactory, EventFactory

SITE = "https://ecf.dcd.uscourts.gov"


def item(**told):
    number = told.pop("number", 4)
    usual = {
        "title": "1:23-cv-01599-ABJ SECURITIES AND EXCHANGE COMMISSION v. BINANCE HOLDINGS LIMITED et al",
        "link": f"{SITE}/cgi-bin/DktRpt.pl?256060",
        "guid": f"{SITE}/cgi-bin/DktRpt.pl?256060&{number}",
        "description": f'[Motion for TRO] (<a href="{SITE}/doc1/1">{number}</a>)',
        "date": "Tue, 06 Jun 2023 23:30:00 -0400",
    }
    return Item(**usual | told)


def take(*items, **options):
    return take_in_feed(list(items), by=None, **options).summary()


@pytest.fixture
def docket(db):
    court = CourtFactory(code="dcd")
    return DocketFactory(
        court=court, docket_number="1:23-cv-01599", case=CaseFactory(caption="SEC v. Binance")
    )


def test_item_becomes_an_event_of_its_docket(docket):
    summary = take(item())

    assert summary == {
        "items": 1, "created": 1, "unchanged": 0, "cases_created": 0, "unknown_dockets": [], "left_out": [],
    }  # fmt: skip
    event = Event.objects.get()
    assert (event.case, event.docket, event.kind, event.title, str(event.date), event.entry_number) == (
        docket.case, docket, "motion", "Motion for TRO", "6 June 2023", "4",
    )  # fmt: skip
    assert event.description == "[Motion for TRO] ( 4 )"


def test_feed_read_again_changes_nothing(docket):
    take(item())
    Event.objects.update(title="The regulator asks for a freeze")

    summary = take(item(), item(number=5))

    assert (summary["created"], summary["unchanged"]) == (1, 1)
    assert set(Event.objects.values_list("title", flat=True)) == {
        "The regulator asks for a freeze", "Motion for TRO",
    }  # fmt: skip


def test_entry_already_on_the_docket_is_not_added(docket):
    EventFactory(case=docket.case, docket=docket, entry_number="4")

    assert take(item())["unchanged"] == 1


def test_items_without_a_guid_are_told_apart_by_what_they_say(docket):
    first = item(guid="", description="[Order]")

    summary = take(first, first, item(guid="", description="[Notice]"))

    assert (summary["created"], summary["unchanged"]) == (2, 1)


def test_number_in_the_link_will_do_and_the_feed_may_say_its_court(docket):
    told = item(title="An order", link="http://127.0.0.1/1:23-cv-01599/9", guid="9", feed_link=f"{SITE}/rss")

    assert take(told)["created"] == 1


def test_court_can_be_told(docket):
    told = item(link="http://[broken", guid="")

    assert take(told, court="dcd")["created"] == 1


def test_number_without_office_finds_the_only_docket(docket):
    told = item(title="23-cv-01599 SEC v. BINANCE")

    assert take(told)["created"] == 1
    DocketFactory(court=docket.court, docket_number="2:23-cv-01599")
    assert [each["docket"] for each in take(told)["unknown_dockets"]] == ["dcd 23-cv-01599"]


def test_unknown_docket_is_told_once_and_not_opened(docket):
    told = [item(title="1:24-cr-00001 USA v. ROE", guid=guid) for guid in "ab"]

    summary = take(*told)

    assert summary["unknown_dockets"] == [
        {"docket": "dcd 1:24-cr-00001", "title": "1:24-cr-00001 USA v. ROE"}
    ]
    assert (Case.objects.count(), Event.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("1:24-cr-00001", "criminal"),
        ("1:24-bk-00001", "bankruptcy"),
        ("1:24-cv-00001", "civil"),
        ("24-5001", "civil"),
    ],
)
def test_unknown_docket_is_opened_when_asked(docket, number, kind):
    summary = take(item(title=f"{number}: UNITED STATES OF AMERICA v. ROE"), create=True)

    opened = Case.objects.latest("pk")
    assert (summary["cases_created"], summary["created"]) == (1, 1)
    assert (opened.caption, opened.kind) == ("United States of America v. Roe", kind)
    assert opened.dockets.get().docket_number == number


def test_title_of_a_number_only_is_the_caption(docket):
    take(item(title="1:24-cv-00001", description="", guid="x"), create=True)

    assert Case.objects.latest("pk").caption == "1:24-cv-00001"
    assert Event.objects.get().title == "Docket entry"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"title": "News"}, "Neither its title nor its link has a docket number."),
        ({"link": "", "guid": ""}, "Neither its address nor you say which court it is from."),
        ({"date": "soon"}, "It has no date that can be read."),
        ({"date": "", "updated": "0999-01-01"}, "Type a year between 1000 and 9998."),
        ({"link": "https://ecf.xxx.uscourts.gov/"}, "The record knows no court of the code xxx."),
    ],
)
def test_item_that_says_too_little_is_left_out_with_the_reason(docket, told, reason):
    told = item(**told)

    summary = take(told, create=True)

    assert summary["left_out"] == [{"title": told.title, "reason": reason}]
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("description", "kind", "title"),
    [
        ("[Order on Motion] (7)", "order", "Order on Motion"),
        ("[Notice of Appeal]", "appeal", "Notice of Appeal"),
        ("[Complaint]", "entry", "Complaint"),
        ("Words " * 60, "entry", ("Words " * 60)[:250]),
        ("", "entry", "SEC v. ROE"),
    ],
)
def test_kind_and_title_follow_the_type_of_the_entry(docket, description, kind, title):
    take(item(title="1:23-cv-01599 SEC v. ROE", description=description))

    event = Event.objects.get()
    assert (event.kind, event.title) == (kind, title)


def test_hostile_markup_stays_text(docket):
    take(item(description="[Order <script>alert(1)</script>] <img src=x onerror=alert(1)>"))

    event = Event.objects.get()
    assert (event.title, event.description) == ("Order <script>alert(1)</script>", "[Order alert(1) ]")


def test_import_is_logged_under_its_own_name(docket, editor, log_changes):
    take_in_feed([item()], by=editor)

    assert log_changes()[-1] == ("file_case", "case", docket.case_id)
