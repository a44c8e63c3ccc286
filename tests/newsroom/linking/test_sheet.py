import pytest

from newsroom.linking.actions import accept_all_strong, link_mention
from newsroom.linking.sheet import in_sentence, sheet
from newsroom.numbers.content import words_today
from tests.factories.numbers import NumberFactory, counting, dismissed_case
from tests.factories.record import EntityFactory
from tests.factories.stories import NOON, ArticleFactory

LONG = "It was said again and again in court. "


@pytest.fixture
def roe(db):
    return EntityFactory(name="Roe Holdings")


def laid_out(story, **kwargs):
    return sheet(story.blocks(), story.links.with_target(), **kwargs)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Doe spoke. Then Roe lost. Nobody knew.", "Roe", ("Then ", "Roe", " lost.")),
        ("Roe", "Roe", ("", "Roe", "")),
        ("Doe v. Roe Inc. ended.", "Roe Inc.", ("Doe v. ", "Roe Inc.", " ended.")),
        ("👩🏽‍⚖️ قاضت Roe اليوم", "Roe", ("👩🏽‍⚖️ قاضت ", "Roe", " اليوم")),
    ],
)
def test_words_are_shown_in_their_sentence(text, words, shown):
    start = text.index(words)

    assert in_sentence(text, start, start + len(words)) == shown


def test_long_sentence_is_shortened_at_words():
    text = "word " * 100 + "Roe" + " word" * 100

    before, words, after = in_sentence(text, 500, 503)

    assert (before[:6], words, after[-5:]) == ("…word ", "Roe", "word…")
    assert len(before) < 210
    assert len(after) < 210


def test_words_outside_every_sentence_stand_alone():
    assert in_sentence("Roe \n\n", 4, 5) == ("", "\n", "")


def test_next_is_the_first_to_decide_behind_and_then_from_the_beginning(roe):
    story = ArticleFactory(body="<p>Roe Holdings lost. Roe Holdings paid. Roe Holdings left.</p>")
    page = laid_out(story)
    first, second, third = page.links

    assert [page.after(link) for link in (None, first, second, third)] == [first, second, third, first]


def test_part_is_the_one_that_holds_the_link_in_focus(roe):
    body = "".join(f"<p>{LONG * 1000}</p><p>Day {n}: Roe Holdings lost.</p>" for n in range(3))
    story = ArticleFactory(body=body)
    last = story.links.order_by("-pk").first()

    page = laid_out(story, focus=last.pk)

    assert (page.links, page.part, page.parts) == ([last], 3, 3)
    assert laid_out(story, part=2).part == 2


def test_text_that_nobody_reads_through_is_shown_by_its_ends(roe):
    story = ArticleFactory(body=f"<p>{LONG * 1000}Roe Holdings lost.</p>")

    texts = [piece.text for piece in laid_out(story).paragraphs[0].pieces]

    assert " […] " in texts[0]
    assert (len(texts[0]) < 4100, texts[1:]) == (True, ["Roe Holdings", " lost."])


def test_link_within_another_is_not_shown_twice(roe):
    story = ArticleFactory(body="<p>Roe Holdings lost.</p>")
    accept_all_strong(story, by=None, now=NOON)
    link_mention(story, "Holdings", EntityFactory(), by=None, now=NOON)

    assert [link.surface for link in laid_out(story).links] == ["Roe Holdings"]


def test_story_without_words_has_an_empty_part(db):
    page = laid_out(ArticleFactory(body=""))

    assert (page.paragraphs, page.part, page.parts, page.after(None)) == ([], 1, 1, None)


def test_enormous_paragraph_with_everything_decided_shows_its_first_links(roe):
    story = ArticleFactory(body=f"<p>{'Roe Holdings lost. ' * 150}</p>")
    accept_all_strong(story, by=None, now=NOON)

    assert len(laid_out(story).links) == 100


def test_number_reads_as_it_was_counted_and_no_link_moves(roe):
    dismissed_case()
    number = NumberFactory(unit="cases", unit_one="case", unit_in_text=True)
    story = ArticleFactory(body=counting(number, "The agency dropped {}. Roe Holdings won."))

    (paragraph,) = laid_out(story, said=words_today(story.blocks())).paragraphs

    assert [piece.text for piece in paragraph.pieces] == [
        "The agency dropped 1 case. ",
        "Roe Holdings",
        " won.",
    ]
