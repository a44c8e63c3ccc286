import pytest

from newsroom.images.showing import (
    frozen,
    frozen_pictures,
    lead_problems,
    picture_html,
    picture_problems,
    shown,
)
from newsroom.prose.references import Picture
from newsroom.prose.sanitise import clean
from tests.factories.stories import ImageFactory

FROZEN = {
    "id": 7, "file": "images/ab.jpg", "width": 1200, "height": 800, "widths": [480, 960, 1200],
    "alt": "The court", "credit": "Iris <Vance>", "caption": "On Monday",
}  # fmt: skip


def test_body_shows_the_picture_as_it_was_frozen():
    body = clean(
        '<figure><img data-image="7" alt="Steps &quot;up&quot;"><figcaption>Monday</figcaption></figure>'
        "<p>a</p>"
    )

    assert shown(body, [FROZEN]) == (
        '<figure><picture><source type="image/webp" srcset="/images/ab-480.webp 480w, '
        '/images/ab-960.webp 960w, /images/ab-1200.webp 1200w" sizes="(min-width: 38rem) 34rem, 100vw">'
        '<img src="/images/ab.jpg" width="1200" height="800" alt="Steps &quot;up&quot;" loading="lazy" '
        'decoding="async"></picture><figcaption>Monday <span class="credit">Iris &lt;Vance&gt;</span>'
        "</figcaption></figure><p>a</p>"
    )


@pytest.mark.parametrize(
    ("body", "images", "ending"),
    [
        ("<img data-image=7 role=presentation>", [FROZEN | {"credit": ""}], "</picture></figure>"),
        ("<p>a</p><img data-image=8 alt=x>", [FROZEN], "<p>a</p>"),
        ("<p>no picture</p>", [FROZEN], "<p>no picture</p>"),
    ],
)
def test_only_what_is_there_is_shown(body, images, ending):
    assert shown(clean(body), images).endswith(ending)


def test_lead_image_is_loaded_at_once():
    html = picture_html(FROZEN, is_lead=True)

    assert 'alt="The court" fetchpriority="high"' in html
    assert "lazy" not in html


def test_content_freezes_each_image_of_a_text_once(db, django_assert_num_queries):
    one, two = ImageFactory(), ImageFactory()

    with django_assert_num_queries(1):
        found = frozen_pictures([Picture(two.pk), Picture(one.pk), Picture(two.pk, "again"), Picture(9**9)])
    with django_assert_num_queries(0):
        assert frozen_pictures([]) == []

    assert found == [frozen(one), frozen(two)]


def test_picture_without_alt_text_or_credit_keeps_a_story_from_readers(db):
    bare = ImageFactory(alt="", caption="Steps", credit="")

    said = picture_problems(
        [Picture(bare.pk), Picture(bare.pk, "Steps"), Picture(bare.pk, is_decorative=True), Picture(5**9)]
    )

    no_credit = "“Steps” in the text has no credit: say at the pictures' desk who made it."
    assert said == [
        "“Steps” in the text has no alt text: say what there is to see.",
        no_credit,
        no_credit,
        no_credit,
        f"The text shows picture {5**9}, which isn't there: take it out.",
    ]
    assert picture_problems([Picture(ImageFactory().pk, "Steps")]) == []


def test_lead_image_needs_alt_text_and_credit(db):
    assert lead_problems(None) == []
    assert lead_problems(ImageFactory()) == []
    assert lead_problems(ImageFactory(alt="", credit="")) == [
        "The lead image has no alt text: say at the pictures' desk what there is to see.",
        "The lead image has no credit: say at the pictures' desk who made it.",
    ]
