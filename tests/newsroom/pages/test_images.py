"""Pictures and footnotes as readers get them."""

import json
import re
from datetime import date

import pytest

from newsroom.articles.actions import save_article
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Rendition
from tests.factories.record import EntityFactory, SourceFactory, StatementFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, ImageFactory, published


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def image(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return ImageFactory(alt="Steps of the court", caption="On Monday")


def structured(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1])


def test_file_of_a_picture_is_kept_for_ever(client, image):
    response = client.get(f"/{image.file}")

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
    smaller = client.get(f"/{image.file}".replace(".jpg", "-480.webp"))
    assert smaller["Content-Type"] == "image/webp"
    assert b"".join(smaller.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize("name", [f"{'a' * 64}.jpg", "../../secret.jpg", f"{'a' * 64}.svg", "x.jpg"])
def test_no_other_file_is_served(name, client, db):
    assert client.get(f"/images/{name}").status_code == 404


def test_lead_image_stands_on_page_card_and_where_the_story_is_shared(client, image):
    article = published(ArticleFactory(lead_image=image))

    page, home = client.get(article.path), client.get("/")

    assert 'alt="Steps of the court" fetchpriority="high"' in page.text
    assert (
        '<figcaption>On Monday <span class="credit">Iris Vance / The Docket</span></figcaption>' in page.text
    )
    assert f'<meta property="og:image" content="http://127.0.0.1:8000/{image.file}">' in page.text
    assert '<meta property="og:image:alt" content="Steps of the court">' in page.text
    shown = structured(page)["image"]
    assert (shown[0]["url"], shown[0]["width"], shown[0]["creditText"]) == (
        f"http://127.0.0.1:8000/{image.file}", 640, "Iris Vance / The Docket",
    )  # fmt: skip
    assert f'src="/{image.file}" width="640" height="400" alt=""' in home.text


def test_edition_shows_the_picture_as_it_was_when_published(client, image):
    article = published(
        ArticleFactory(lead_image=image, body=f"<p>a</p><img data-image={image.pk} alt=Steps>")
    )
    image.credit, image.alt, image.caption = "Somebody else", "Other", "Later"
    image.save()

    page = client.get(article.path)

    assert page.text.count("Iris Vance / The Docket") == 3
    assert "Somebody else" not in page.text
    assert "<figure><picture>" in page.text


def test_story_without_pictures_has_none(client, db):
    page = client.get(published(ArticleFactory()).path)

    assert not re.search("<img|<figure|og:image|footnotes", page.text)
    assert "image" not in structured(page)


def test_footnotes_stand_below_with_their_sources(client, db):
    reuters = EntityFactory(name="Reuters")
    source = SourceFactory(title="Order of 2 June", publisher=reuters, url="https://court.example/31")
    statement = StatementFactory(text="It is over.", asserted_by=reuters, sources=[source])
    body = (
        f'<p>One.<cite data-source="{source.pk}" data-locator="p. 4" data-accessed="2025-06-02"></cite></p>'
        f'<p>Two.<cite data-statement="{statement.pk}"></cite>'
        f'<cite data-source="{source.pk}" data-locator="p. 4" data-accessed="2025-06-02"></cite></p>'
    )
    article = published(ArticleFactory(body=body))

    page = client.get(article.path)
    notes = page.text[page.text.index('<section class="footnotes"') :]

    assert page.text.count('role="doc-noteref"') == 3
    assert '<a href="https://court.example/31" rel="external">Order of 2 June</a>, Reuters' in notes
    assert "p. 4" in notes
    assert "read 2 June 2025" in notes
    assert "It is over." in notes
    assert re.findall(r'href="#(note-\d-\d)" role="doc-backlink"', notes) == [
        "note-1-1",
        "note-1-2",
        "note-2-1",
    ]
    for place in ("note-1-1", "note-1-2", "note-2-1", "note-1", "note-2"):
        assert page.text.count(f'id="{place}"') == 1


def test_note_follows_the_record(client, db):
    source = SourceFactory(title="Ordr")
    article = published(ArticleFactory(body=f"<p>One.<cite data-source={source.pk}></cite></p>"))
    client.get(article.path)

    source.title = "Order"
    source.save()
    Rendition.objects.all().delete()  # pages go stale at commit, and a test never commits

    assert "Order" in client.get(article.path).text


def test_explainer_numbers_the_notes_of_all_its_sections(client, image):
    one, two = SourceFactory(), SourceFactory()
    first = f"<p>a<cite data-source={one.pk}></cite></p><img data-image={image.pk} alt=Steps>"
    second = f"<p>b<cite data-source={two.pk}></cite></p>"
    explainer = published(ExplainerFactory(sections=[{"body": first}, {"body": second}]))

    page = client.get(explainer.path)

    assert re.findall(r'aria-label="Note (\d)"', page.text) == ["1", "2"]
    assert re.findall(r'<li id="(note-\d)"', page.text) == ["note-1", "note-2"]
    assert "<picture>" in page.text


def test_taken_story_leads_to_the_original(client, db):
    wire = EntityFactory(name="The Wire")
    article = ArticleFactory(
        publisher=wire,
        canonical_url="https://wire.example/a",
        original_author="Ada Quill",
        first_published_on=date(2025, 6, 2),
    )
    page = client.get(published(article).path)

    told = 'First published by <a href="https://wire.example/a" rel="external">The Wire</a>, by Ada Quill, '
    assert f"{told}2 June 2025." in page.text
    assert '<link rel="canonical" href="https://wire.example/a">' in page.text
    assert structured(page)["isBasedOn"] == {
        "@type": "NewsArticle", "url": "https://wire.example/a", "datePublished": "2025-06-02",
        "publisher": {"@type": "Organization", "name": "The Wire"},
        "author": [{"@type": "Person", "name": "Ada Quill"}],
    }  # fmt: skip


def test_edition_from_before_there_were_pictures_still_reads(client, db):
    article = ArticleFactory()
    old = article.content
    article.content = lambda: {
        k: v for k, v in old().items() if k not in {"images", "lead_image", "original_author"}
    }
    publish(article, by=None, now=NOON)

    assert client.get(article.path).status_code == 200


def test_api_gives_pictures_with_full_addresses(client, image):
    article = published(ArticleFactory(body=f"<p>a /images/b</p><img data-image={image.pk} alt=Steps>"))

    body = client.get(f"/api/v1/articles/{article.slug}/").json()["body_html"]

    assert f'src="http://127.0.0.1:8000/{image.file}"' in body
    assert body.count("http://127.0.0.1:8000/images/") == 3
    assert "<p>a /images/b</p>" in body


def test_article_keeps_its_citations_and_pictures_through_a_save(image):
    body = (
        f'<p>a<cite data-statement="3"></cite></p><figure><img data-image="{image.pk}" alt="Steps"></figure>'
    )
    article = ArticleFactory(body=body)

    save_article(article, by=None)

    assert article.body == body
