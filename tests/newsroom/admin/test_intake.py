"""“Take in a story”."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Entity
from newsroom.articles.models import Article
from newsroom.intake.actions import take_in
from tests.factories.browser import Form
from tests.factories.record import EntityFactory
from tests.factories.staff import member
from tests.factories.stories import NOON

ADDRESS = "/admin/take-in/"
PAGES = Path(__file__).parents[1] / "intake" / "pages"
FEED = b"""<rss><channel><link>https://wire.example/</link><item><title>Doe v. Roe ends</title>
<link>https://wire.example/a</link><description>&lt;b&gt;Over&lt;/b&gt;.</description>
<pubDate>Mon, 02 Jun 2025 09:30:00 GMT</pubDate></item></channel></rss>"""
ROLES = {"reporter": True, "editor": True, "legal": False, "publisher": True, "administrator": True}


def give(client, step, **typed):
    return client.post(ADDRESS, {"step": step, **{f"{step}-{name}": value for name, value in typed.items()}})


def give_page(client, name="structured.html", **typed):
    return give(client, "page", page=SimpleUploadedFile(name, (PAGES / name).read_bytes()), **typed)


def file(client, page, **typed):
    """File what the preview shows, as it stands but for what is typed."""
    return client.post(
        ADDRESS, {**{k: v for k, v in Form(page.text).data.items() if k}, "step": "file", **typed}
    )


def said(response):
    return response.context["form"].errors


@pytest.mark.parametrize(("role", "allowed"), ROLES.items())
@pytest.mark.parametrize("step", ["", "paste", "item", "file"])
def test_role_is_let_in_as_the_table_says(step, role, allowed, client, db):
    client.force_login(member(role))

    response = client.post(ADDRESS, {"step": step}) if step else client.get(ADDRESS)

    assert (response.status_code == 200) == allowed


def test_pasted_words_become_a_draft(desk, administrator):
    page = give(desk, "paste", text="Judge ends Doe v. Roe\n\nIt is <over> & done.\n\nAll of it.")

    response = file(desk, page)

    article = Article.objects.get()
    assert response["Location"] == f"/admin/newsroom/article/{article.pk}/change/"
    assert (article.headline, article.publisher, article.taken_text) == ("Judge ends Doe v. Roe", None, "")
    assert article.revisions.get().saved_by == administrator


def test_page_is_shown_as_understood_and_filed_as_an_excerpt(desk, settings):
    settings.EXCERPT_WORDS = 70
    page = give_page(desk)
    shown = page.context["form"].initial

    file(desk, page)

    article = Article.objects.get()
    assert (shown["new_publisher"], shown["publisher"]) == ("The Harbour Wire", None)
    assert page.context["is_cut"]
    assert (article.publisher.name, article.original_author) == ("The Harbour Wire", "Ada Quill, Ben Marsh")
    assert article.body.startswith("<blockquote><p>A federal judge")
    assert article.body.count("</p>") == 2
    assert "before the summer recess begins." in article.taken_text
    assert not any("words are taken" in problem for problem in article.problems())


def test_publisher_we_know_is_chosen(desk):
    wire = EntityFactory(name="The Harbour Wire", kind=Entity.Kind.PUBLICATION)

    file(desk, give_page(desk))

    assert Article.objects.get().publisher == wire
    assert Entity.objects.count() == 1


def test_same_story_again_is_warned_of_and_refused_with_nothing_lost(desk):
    file(desk, give_page(desk))
    article = Article.objects.get()

    page = give_page(desk)
    response = file(desk, page, dek="Typed with care")

    link = (
        f'<a href="/admin/newsroom/article/{article.pk}/change/">Judge ends Doe v. Roe after four years</a>'
    )
    assert f"This story was taken in before: {link}." in page.text
    assert said(response) == {"canonical_url": [f"This story was taken in before: {link}."]}
    assert 'value="Typed with care"' in response.text
    assert Article.objects.count() == 1


def test_story_like_one_of_ours_is_shown_beside_it(desk):
    file(desk, give_page(desk))

    page = give(desk, "paste", text="Judge ends Doe v. Roe after 4 years\n\nWords.\n\nMore words.")

    assert [(alike.story.headline, alike.by) for alike, _ in page.context["alike"]] == [
        ("Judge ends Doe v. Roe after four years", "headline")
    ]


def test_item_of_a_feed_becomes_a_draft(desk):
    listed = give(desk, "feed", feed=SimpleUploadedFile("feed.xml", FEED))
    item = {
        k: v
        for k, v in Form(listed.text).data.items()
        if k in {"headline", "body", "publisher", "url", "day", "step"}
    }

    file(desk, desk.post(ADDRESS, item))

    article = Article.objects.get()
    assert (article.headline, article.canonical_url, str(article.first_published_on)) == (
        "Doe v. Roe ends", "https://wire.example/a", "2025-06-02",
    )  # fmt: skip
    assert article.body == "<blockquote><p><strong>Over</strong>.</p></blockquote>"
    assert article.publisher.name == "wire.example"


@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("paste", {"text": ""}, "This field is required."),
        ("paste", {"text": "a\0b"}, "Null characters are not allowed."),
        ("page", {}, "Choose the saved page, or give an address on this machine."),
        ("page", {"address": "https://example.org/"}, "of this machine (127.0.0.1) only."),
        ("page", {"address": "example.org"}, "“example.org” is no http(s) address."),
        (
            "page",
            {"page": SimpleUploadedFile("a.html", b"x" * (5 * 1024 * 1024 + 1))},
            "The file has more than 5 MB.",
        ),
        ("feed", {}, "Choose the saved feed, or give an address on this machine."),
        ("feed", {"feed": SimpleUploadedFile("a.xml", b"<html/>")}, "This is no RSS or Atom feed"),
    ],
)
def test_refusal_says_what_to_do_on_the_form_it_is_about(step, typed, words, desk):
    response = give(desk, step, **typed)

    form = response.context["asked"][step]
    assert words in str(form.errors)
    assert response.context["step"] == step


def test_feed_without_items_says_so(desk):
    response = give(desk, "feed", feed=SimpleUploadedFile("feed.xml", b"<rss><channel/></rss>"))

    assert "The feed has no items." in response.text


def test_others_story_needs_its_address(desk):
    page = give(desk, "paste", text="Judge ends it\n\nOver.\n\nDone.")

    response = file(desk, page, new_publisher="The Wire")

    assert said(response) == {"canonical_url": ["Give the address of the original: readers are led there."]}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"headline": ""}, "headline"),
        ({"canonical_url": "x y"}, "canonical_url"),
        ({"new_publisher": "…"}, "__all__"),
    ],
)
def test_what_is_wrong_is_told_and_shown_again(typed, field, desk):
    page = give_page(desk)

    response = file(desk, page, **typed)

    assert field in said(response)
    assert "A federal judge" in response.text
    assert Article.objects.count() == 0


def test_item_without_a_day_or_with_a_strange_one_is_shown(desk):
    page = desk.post(ADDRESS, {"step": "item", "headline": "a\0b", "day": "yesterday"})

    assert page.context["form"].initial["headline"] == "ab"
    assert page.context["form"].initial["first_published_on"] is None


def test_page_costs_the_same_for_one_story_alike_and_for_three(desk, django_assert_num_queries):
    for number in range(3):
        take_in(f"Judge ends Doe v. Roe {number}", by=None, now=NOON, body="<p>Over.</p>")
        if number in {0, 2}:
            with django_assert_num_queries(11):
                give(desk, "paste", text="Judge ends Doe v. Roe\n\nOver.\n\nDone.")
