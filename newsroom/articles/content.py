"""What an article says, in the form that revisions and publications freeze."""

from newsroom.articles.taken import excerpt_problems
from newsroom.footnotes import footnote_problems
from newsroom.images.showing import frozen, frozen_pictures, lead_problems, picture_lines, picture_problems
from newsroom.linking.content import frame, frame_problems
from newsroom.numbers.content import frozen_numbers, number_problems, said, with_numbers
from newsroom.prose.blocks import Block, split, text_of
from newsroom.prose.references import filled, pictures_of
from newsroom.publishing.sign_offs import review_problems
from newsroom.publishing.staleness.keeping import stale_problems
from newsroom.wording.actions import wording_problems


def content_of(article) -> dict:
    """The whole content, ready for a digest: equal articles have equal content."""
    publisher, numbers = article.publisher, frozen_numbers([article.body])
    return {
        **frame(article),
        **with_numbers(numbers),
        "body": article.body,
        "block_ids": article.block_ids,
        "text": text_of(filled(article.body, said(numbers))),
        "publisher": {"id": publisher.pk, "name": publisher.name} if publisher else None,
        "canonical_url": article.canonical_url,
        "original_author": article.original_author,
        "first_published_on": article.first_published_on and article.first_published_on.isoformat(),
        "lead_image": article.lead_image and frozen(article.lead_image),
        "images": frozen_pictures(pictures_of(article.body)),
    }


def blocks_of(article) -> list[Block]:
    return split(article.body, article.block_ids)


def lines_of(article) -> list[tuple[str, str]]:
    """What stands above the body, and what is said of pictures, by where it stands."""
    lead = article.lead_image and frozen(article.lead_image)
    return [
        ("headline", article.headline),
        ("dek", article.dek),
        *picture_lines(lead, pictures_of(article.body)),
    ]


def problems_of(article) -> list[str]:
    """What keeps an article from readers, each with what to do about it."""
    problems = frame_problems(article)
    text = text_of(article.body)
    if not text.strip():
        problems.append("The body is empty: write it, or paste it, before publishing.")
    problems += excerpt_problems(article, text)
    problems += lead_problems(article.lead_image)
    problems += picture_problems(pictures_of(article.body))
    problems += footnote_problems([article.body])
    numbers = frozen_numbers([article.body])
    problems += number_problems([article.body], numbers)
    problems += review_problems(article)
    problems += stale_problems(article, _written(article) | with_numbers(numbers))
    return problems + wording_problems(article)


def _written(article):
    return {name: getattr(article, name) for name in ("headline", "dek", "body", "block_ids")}
