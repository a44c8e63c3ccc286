import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.record import CourtFactory

RSS = """<rss><channel><item><title>1:23-cv-01599 SEC v. ROE</title><description>[Order] (7)</description>
<pubDate>Tue, 06 Jun 2023 12:00:00 GMT</pubDate></item><item><title>News</title></item></channel></rss>"""


@pytest.fixture
def file(tmp_path, db):
    CourtFactory(code="dcd")
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    return str(path)


def test_feed_ends_in_a_summary(file, capsys):
    call_command("import_feed", file, "--court", "dcd")
    call_command("import_feed", file, "--court", "dcd", "--create")

    told = capsys.readouterr()
    first, second = map(json.loads, told.out.splitlines())
    assert (first["unknown_dockets"][0]["docket"], first["created"]) == ("dcd 1:23-cv-01599", 0)
    assert (second["created"], second["cases_created"], second["unknown_dockets"]) == (1, 1, [])
    assert "News: Neither its title nor its link has a docket number." in told.err


@pytest.mark.parametrize("place", ["https://courts.example/rss", "/nowhere.xml"])
def test_what_cannot_be_read_is_told(place):
    with pytest.raises(CommandError):
        call_command("import_feed", place)


def test_what_is_no_feed_is_told(file, tmp_path):
    (tmp_path / "page.html").write_text("<html/>")

    with pytest.raises(CommandError, match="This is no RSS or Atom feed"):
        call_command("import_feed", str(tmp_path / "page.html"))
