import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cases.imports.feeds import Refused, fetch_feed, fetching


class Court(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/feed?a=1":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<rss/>")
        else:
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/")
            self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def court():
    with ThreadingHTTPServer(("127.0.0.1", 0), Court) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_file_is_read(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(b"<rss/>")

    assert fetch_feed(str(path)) == b"<rss/>"


def test_address_of_this_machine_is_read(court):
    assert fetch_feed(f"{court}/feed?a=1#x") == b"<rss/>"


def test_redirect_is_not_followed(court):
    with pytest.raises(Refused, match="The server answered 302 Found; 200 is expected"):
        fetch_feed(court)


@pytest.mark.parametrize(
    "url",
    [
        "https://ecf.dcd.uscourts.gov/rss", "http://169.254.169.254/", "http://10.0.0.1/", "http://[::2]/",
        "http://127.0.0.1.evil.example/", "http://localhost@evil.example/", "http://2130706433/", "http://0.0.0.0/",
        "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://",
    ],
)  # fmt: skip
def test_any_other_address_is_refused(url):
    with pytest.raises(Refused) as refusal:
        fetch_feed(url)

    assert str(refusal.value) == (
        "A feed is read from a file or an http(s) address of this machine (127.0.0.1) only."
    )


@pytest.mark.parametrize("url", ["http://[::1/", "http://127.0.0.1:99999/"])
def test_broken_address_is_refused(url):
    with pytest.raises(Refused, match="This is no address"):
        fetch_feed(url)


@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:1/", "https://localhost:1/", "http://127.0.0.1/a b", "/nowhere.xml"]
)
def test_what_cannot_be_read_is_told(place):
    with pytest.raises(Refused, match="can't be read: "):
        fetch_feed(place)


def test_more_than_ten_megabytes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 5)
    path = tmp_path / "feed.xml"
    path.write_bytes(b"<rss/>")

    with pytest.raises(Refused, match="more than 10 MB"):
        fetch_feed(str(path))
