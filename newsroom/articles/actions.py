"""The verbs of articles."""

from datetime import datetime

from cases.models import Entity, survivors
from cases.verb import verb
from newsroom.articles.models import Article
from newsroom.articles.taken import canonical_key
from newsroom.images.models import Image
from newsroom.linking.actions import propose_links, re_anchor_links
from newsroom.linking.restoring import UNTIL_NOW, restore_lines, restore_links, restore_rows
from newsroom.prose.blocks import carry_ids, join, split, text_in
from newsroom.prose.likeness import shingles_of
from newsroom.prose.sanitise import clean
from newsroom.publishing.actions import open_for_save, record_revision
from newsroom.publishing.commenting import re_anchor_comments
from newsroom.publishing.models import Revision


@verb
def save_article(article: Article, *, by, base: int | None = None) -> Article:
    """Keep an article's fields: its body cleaned, its blocks named as before, its links on their words.

    `base` is the revision the editor started from. Raises StaleSave, and ValidationError with the fields
    at fault.
    """
    old = []
    if article.pk:
        open_for_save(article, base=base)
        old = split(*Article.objects.values_list("body", "block_ids").get(pk=article.pk))
    new = carry_ids(old, clean(article.body))
    article.body = join(new)
    article.block_ids = [block.id for block in new]
    article.canonical_key = canonical_key(article.canonical_url)
    article.shingles = shingles_of(article.taken_text or text_in(new))
    article.full_clean()
    article.save()
    re_anchor_links(article, old, new)
    re_anchor_comments(article, old, new)
    propose_links(article, by=by)
    return article


@verb
def restore_article(
    article: Article, revision: Revision, *, by, now: datetime, base: int | None = None
) -> list[str]:
    """Save an article as it was in a revision, links too; say what could not be brought back.

    Its state and its embargo are not of the past: they stay. Raises StaleSave.
    """
    open_for_save(article, base=base)
    record_revision(article, by=None, now=now, note=UNTIL_NOW)  # links decided since the last save
    content = revision.content
    lost = restore_lines(article, content)
    article.body, article.canonical_url = content["body"], content["canonical_url"]
    publisher = content["publisher"]
    standing = publisher and survivors("entity", {publisher["id"]})[publisher["id"]]
    article.publisher = standing and Entity.objects.filter(pk=standing).first()
    if publisher and not article.publisher:
        lost.append(f"The publisher {publisher['name']} is no longer in the record: left out.")
    article.original_author = content.get("original_author", "")
    article.first_published_on = content.get("first_published_on")
    lead = content.get("lead_image")
    article.lead_image = lead and Image.objects.filter(pk=lead["id"]).first()
    if lead and not article.lead_image:
        lost.append("The lead image is no longer among the pictures: left out.")
    save_article(article, by=by)
    blocks = dict(zip(content["block_ids"], article.blocks(), strict=False))
    lost += restore_rows(article, content) + restore_links(article, content, blocks, by=by, now=now)
    record_revision(article, by=by, now=now, note=f"restored from revision {revision.number}")
    return lost
