"""The verbs of articles."""

from cases.verb import verb
from newsroom.articles.models import Article
from newsroom.articles.taken import canonical_key
from newsroom.linking.actions import propose_links, re_anchor_links
from newsroom.prose.blocks import carry_ids, join, text_of
from newsroom.prose.likeness import shingles_of
from newsroom.prose.sanitise import clean
from newsroom.publishing.actions import open_for_save


@verb
def save_article(article: Article, *, by, base: int | None = None) -> Article:
    """Keep an article's fields: its body cleaned, its blocks named as before, its links on their words.

    `base` is the revision the editor started from. Raises StaleSave, and ValidationError with the fields
    at fault.
    """
    old = []
    if article.pk:
        open_for_save(article, base=base)
        old = Article.objects.get(pk=article.pk).blocks()
    new = carry_ids(old, clean(article.body))
    article.body = join(new)
    article.block_ids = [block.id for block in new]
    article.canonical_key = canonical_key(article.canonical_url)
    article.shingles = shingles_of(article.taken_text or text_of(article.body))
    article.full_clean()
    article.save()
    re_anchor_links(article, old, new, by=by)
    propose_links(article, by=by)
    return article
