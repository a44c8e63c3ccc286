import datetime as dt

import pytest

from cases.imports.feeds import Item, NotAFeed, read_feed, reading

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>District of Columbia</title><link>https://ecf.dcd.uscourts.gov</link>
<item><title><![CDATA[1:23-cv-01599-ABJ SEC v. BINANCE]]></title>
<link>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?256060</link>
<guid isPermaLink="true">https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?256060&amp;4</guid>
<description>[Motion for TRO] (&lt;a href="https://ecf.dcd.uscourts.gov/doc1/1"&gt;4&lt;/a&gt;)</description>
<pubDate>Tue, 06 Jun 2023 23:30:00 -0400</pubDate></item>
<item/></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="http://127.0.0.1/self"/>
<link href="http://127.0.0.1/"/>
<entry><id>tag:7</id><title>23-5001 Order</title><link rel="enclosure" href="http://127.0.0.1/pdf"/>
<link href="http://127.0.0.1/7"/><updated>2023-06-06T10:00:00Z</updated>
<summary>Oral &amp;amp; written</summary>
</entry></feed>"""


def test_rss_is_read_item_by_item():
    items = read_feed(RSS.encode())

    assert items == [
        Item(
            title="1:23-cv-01599-ABJ SEC v. BINANCE",
            link="https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?256060",
            guid="https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?256060&4",
            description='[Motion for TRO] (<a href="https://ecf.dcd.uscourts.gov/doc1/1">4</a>)',
            date="Tue, 06 Jun 2023 23:30:00 -0400",
            feed_link="https://ecf.dcd.uscourts.gov",
        ),
        Item(feed_link="https://ecf.dcd.uscourts.gov"),
    ]
    assert (items[0].day, items[0].words) == (dt.date(2023, 6, 6), "[Motion for TRO] ( 4 )")


def test_atom_is_read_entry_by_entry():
    (item,) = read_feed(ATOM.encode())

    assert (item.title, item.link, item.guid, item.feed_link) == (
        "23-5001 Order", "http://127.0.0.1/7", "tag:7", "http://127.0.0.1/",
    )  # fmt: skip
    assert (item.day, item.words) == (dt.date(2023, 6, 6), "Oral & written")


def test_item_without_a_readable_date_has_no_day():
    assert [Item().day, Item(date="soon").day] == [None, None]


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><item><title>&b;</title></item></rss>'
OUTSIDE = (
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
)


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, '<!DOCTYPE rss SYSTEM "http://127.0.0.1/rss.dtd"><rss/>'])
def test_document_type_is_refused(data):
    with pytest.raises(NotAFeed) as refusal:
        read_feed(data.encode())

    assert str(refusal.value) == (
        "The feed has a document type (DOCTYPE), which may hide anything. It is not read."
    )


@pytest.mark.parametrize("data", [b"", b"not xml", b"<rss><item>", b"<rss>\0</rss>", b"<rss>&x;</rss>"])
def test_broken_xml_is_refused(data):
    with pytest.raises(NotAFeed, match="This is no well-formed XML: "):
        read_feed(data)


def test_other_xml_is_refused():
    with pytest.raises(NotAFeed) as refusal:
        read_feed(b"<html><item/></html>")

    assert str(refusal.value) == "This is no RSS or Atom feed; it is a document of “html”."


def test_feed_of_too_many_items_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ITEMS", 2)

    with pytest.raises(NotAFeed, match="more than 2 items"):
        read_feed(f"<rss>{'<item/>' * 3}</rss>".encode())


def test_deep_nesting_is_harmless():
    assert read_feed(f"<rss>{'<a>' * 100_000}{'</a>' * 100_000}</rss>".encode()) == []
