"""What an article says, in the form that revisions and publications freeze."""

from newsroom.linking.content import frame, frame_problems
from newsroom.prose.blocks import Block, split, text_of
from newsroom.wording.actions import wording_problems


def content_of(article) -> dict:
    """The whole content, ready for a digest: equal articles have equal content."""
    publisher = article.publisher
    return {
        **frame(article),
        "body": article.body,
        "block_ids": article.block_ids,
        "text": text_of(article.body),
        "publisher": {"id": publisher.pk, "name": publisher.name} if publisher else None,
        "canonical_url": article.canonical_url,
    }


def blocks_of(article) -> list[Block]:
    return split(article.body, article.block_ids)


def problems_of(article) -> list[str]:
    """What keeps an article from readers, each with what to do about it."""
    problems = frame_problems(article)
    if not text_of(article.body).strip():
        problems.append("The body is empty: write it, or paste it, before publishing.")
    return problems + wording_problems(article)
