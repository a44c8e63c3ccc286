from django_prose_editor.config import allowlist_from_extensions

from newsroom.admin.prose import EXTENSIONS
from newsroom.prose.sanitise import ALLOWED_TAGS, clean
from tests.factories.browser import errors, submit


def test_editor_offers_what_the_sanitiser_admits():
    offered = allowlist_from_extensions(EXTENSIONS)["tags"]

    # A <cite> is a citation here. The editor has no button for the title of a work: a pasted one it drops.
    assert offered == ALLOWED_TAGS


def test_what_the_editor_writes_comes_back_as_it_was():
    written = (
        "<h2>Two</h2><h3>Three</h3><h4>Four</h4><p>One <strong>b</strong> <em>i</em> <code>c</code> "
        'x<sub>1</sub><sup>2</sup><br>and <a href="/cases/sec-v-roe/">a link</a></p><ul><li>item</li></ul>'
        "<ol><li>first</li></ol><blockquote><p>said</p></blockquote><hr>"
    )

    assert clean(written) == written


def test_picture_pasted_as_data_is_refused_and_no_word_lost(desk):
    data = "QUJD" * 5_000_000
    typed = f'<p>Typed with care.</p><p><img src="data:image/png;base64,{data}" alt="x"></p>'

    response = submit(
        desk, "/admin/newsroom/article/add/", headline="Judge ends it", slug="judge-ends-it", body=typed
    )

    assert errors(response)["body"][0].startswith("A picture was pasted into the text as data.")
    assert "Typed with care." in response.text
    assert len(response.content) < 1_000_000


def test_text_longer_than_any_is_refused_at_once_and_stays(desk):
    body = f"<p>Typed with care.{' word' * 400_000}</p>"

    response = submit(
        desk, "/admin/newsroom/article/add/", headline="Judge ends it", slug="judge-ends-it", body=body
    )

    assert errors(response)["body"][0].startswith(
        "A text holds at most 2,000,000 characters, and this one has 2,000,023: save a part of it here"
    )
    assert body[3:-4] in response.text
