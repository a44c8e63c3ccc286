"""Two editors at one article, a server that dies during a save, a session that ends while one types."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.publishing.actions import record_revision
from newsroom.publishing.models import WorkingCopy
from tests.factories.staff import PASSWORD, member

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = (
    "The stipulation of dismissal bars the regulator from bringing the same claims again in any court. "
)
PARAGRAPHS = [f"Paragraph {number} begins. {SENTENCE * 6}".strip() for number in range(1, 8)]


@pytest.fixture
def article(transactional_db):
    """Some 700 words."""
    for name in ("nora", "iris"):
        member("editor", name)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = save_article(Article(headline="Doe v. Roe is over", slug="doe-v-roe", body=body), by=None)
    record_revision(article, by=None, now=timezone.now())
    return article


class Editor:
    """Someone at the desk with a browser of their own."""

    def __init__(self, page, address, name):
        self.page, self.address, self.name = page, address, name

    def signs_in(self, page=None):
        page = page or self.page
        page.goto(f"{self.address}/admin/login/?next=/admin/")
        self.gives_password(page)
        page.wait_for_selector(".desk")

    def gives_password(self, page):
        page.fill("#id_username", self.name)
        page.fill("#id_password", PASSWORD)
        page.click("input[type=submit]")

    def opens(self, article):
        self.page.goto(f"{self.address}/admin/newsroom/article/{article.pk}/change/")
        self.page.wait_for_selector("#desk-status[data-state=open]")

    def adds(self, number, words):
        """Type at the end of a paragraph."""
        self.page.click(f".field-body [contenteditable=true] p >> nth={number - 1}")
        self.page.keyboard.press("End")
        self.page.keyboard.type(f" {words}")

    def selects(self, words, number):
        """The words with spaces around them, for the nth time in the text."""
        self.page.evaluate(
            """([words, number]) => {
                const text = document.querySelector(".ProseMirror p").firstChild
                let at = -1
                for (let turn = 0; turn < number; turn++) at = text.data.indexOf(` ${words} `, at + 1)
                document.getSelection().setBaseAndExtent(text, at + 1, text, at + 1 + words.length)
            }""",
            [words, number],
        )
        expect(self.page.locator(".desk-comment-new [name=words]")).to_have_value(words)

    def sees(self, state):
        self.page.wait_for_selector(f"#desk-status[data-state={state}]")

    def saves(self):
        self.page.click("[name=_continue]")

    def is_told(self, words):
        self.page.wait_for_selector(f".messagelist :text('{words}')")


def text_of(article):
    article.refresh_from_db()
    return article.body


def test_two_editors_save_one_article_and_nothing_is_lost(live_server, article, read_as):
    nora, iris = (Editor(read_as(), live_server.url, name) for name in ("nora", "iris"))
    nora.signs_in()
    iris.signs_in()

    nora.opens(article)
    nora.adds(1, "Nora adds to the first.")
    nora.adds(3, "Nora adds to the third.")
    nora.sees("kept")
    iris.opens(article)
    iris.page.wait_for_selector("#desk-others :text('has this open, with unsaved changes since')")
    iris.adds(1, "Iris adds to the first.")
    iris.adds(5, "Iris adds to the fifth.")
    iris.saves()
    iris.is_told("was changed successfully")
    nora.saves()
    nora.page.wait_for_selector("#merge_form")

    assert WorkingCopy.objects.unsaved().get().owner.username == "nora"
    assert nora.page.locator(".merge-place").count() == 1
    assert nora.page.locator(".merge-place ins").all_inner_texts() == [
        " Iris adds to the first.",
        " Nora adds to the first.",
    ]
    assert "Nora" not in text_of(article)

    nora.page.check("text=Keep both")
    nora.page.click("[name=_merge]")
    nora.is_told("was changed successfully")

    body = text_of(article)
    added = [f"{who} adds to the {where}." for who, where in
             (("Iris", "first"), ("Nora", "first"), ("Nora", "third"), ("Iris", "fifth"))]  # fmt: skip
    assert [body.count(words) for words in added] == [1, 1, 1, 1]
    assert [body.count(f"Paragraph {number} begins.") for number in range(1, 8)] == [2, 1, 1, 1, 1, 1, 1]
    assert WorkingCopy.objects.unsaved().count() == 0
    assert nora.page.complaints + iris.page.complaints == []


def test_session_that_ends_while_typing_loses_nothing(live_server, article, read_as):
    nora = Editor(read_as(), live_server.url, "nora")
    nora.signs_in()
    nora.opens(article)
    Session.objects.all().delete()

    nora.adds(1, "Typed while signed out.")
    nora.sees("signed-out")
    window = nora.page.context.new_page()
    nora.signs_in(window)
    nora.adds(2, "Typed after signing in.")
    nora.sees("kept")
    nora.saves()
    nora.is_told("was changed successfully")

    assert "Typed while signed out." in text_of(article)
    assert "Typed after signing in." in text_of(article)


def test_save_of_an_ended_session_comes_back_as_typed(live_server, article, read_as):
    nora = Editor(read_as(), live_server.url, "nora")
    nora.signs_in()
    nora.opens(article)
    nora.adds(1, "Typed before the session ended.")
    Session.objects.all().delete()

    nora.saves()
    nora.page.wait_for_selector(":text('What you typed is not lost')")
    nora.gives_password(nora.page)
    nora.page.wait_for_selector(".field-body [contenteditable=true] :text('Typed before the session ended.')")
    assert not nora.page.is_visible("#desk-local")
    nora.saves()
    nora.is_told("was changed successfully")

    assert "Typed before the session ended." in text_of(article)


def test_comment_of_an_ended_session_stays_until_it_is_taken(live_server, article, read_as):
    nora = Editor(read_as(), live_server.url, "nora")
    nora.signs_in()
    nora.opens(article)
    nora.page.fill(".desk-comment-new [name=text]", "Is that so?")
    nora.selects("in", 2)
    Session.objects.all().delete()

    nora.page.click("[name=comment]")
    nora.page.wait_for_selector(
        ".desk-comment-new [role=alert] >> text=What you typed is still here. Sign in"
    )
    nora.signs_in(nora.page.context.new_page())
    nora.page.click("[name=comment]")
    nora.page.wait_for_selector("#desk-comments .desk-count")

    said = article.comments.get()
    assert (said.text, said.surface) == ("Is that so?", "in")
    assert said.start == PARAGRAPHS[0].index(" in any", PARAGRAPHS[0].index(" in any") + 1) + 1


class Server:
    """A real server in a process of its own, on the test's database."""

    def __init__(self, port):
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.process = None

    def starts(self):
        database = connection.settings_dict
        who = quote(database["USER"]) + (f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else "")
        host = quote(database["HOST"], safe="") + (f":{database['PORT']}" if database["PORT"] else "")
        url = f"postgres://{who}@{host}/{database['NAME']}"
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "DEBUG": "on"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._answers()

    def _answers(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                return urlopen(f"{self.address}/admin/login/", timeout=10).close()  # noqa: S310  our own address
            except OSError:
                assert self.process.poll() is None, "The server did not start."
        pytest.fail("The server does not answer.")

    def hangs(self):
        self.process.send_signal(signal.SIGSTOP)

    def dies(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(article):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(port)
    server.starts()
    yield server
    server.dies()


def test_server_killed_during_a_save_loses_nothing(server, article, read_as):
    nora = Editor(read_as(), server.address, "nora")
    nora.signs_in()
    nora.opens(article)
    server.hangs()

    nora.adds(1, "Typed to a server that hangs.")
    with (
        nora.page.expect_event("requestfailed", lambda request: request.is_navigation_request()),
        nora.page.expect_request(lambda request: request.is_navigation_request()) as sent,
    ):
        nora.page.click("[name=_continue]", no_wait_after=True)
        assert sent.value.method == "POST"
        server.dies()
    assert "hangs" not in text_of(article)

    server.starts()
    nora.opens(article)
    nora.page.wait_for_selector("#desk-local :text('This machine kept unsaved work of')")
    nora.page.click("#desk-local [data-continue]")
    nora.page.wait_for_selector(".field-body [contenteditable=true] :text('Typed to a server that hangs.')")
    nora.saves()
    nora.is_told("was changed successfully")

    assert "Typed to a server that hangs." in text_of(article)


def test_draft_typed_while_the_server_is_down_is_kept_and_sent_when_it_is_back(server, article, read_as):
    nora = Editor(read_as(), server.address, "nora")
    nora.signs_in()
    nora.opens(article)
    server.dies()

    nora.adds(1, "Typed without a server.")
    nora.sees("offline")
    server.starts()
    nora.sees("kept")

    assert "Typed without a server." in WorkingCopy.objects.get().form["body"][0]
