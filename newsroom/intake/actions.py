"""The verbs of taking a story in."""

from datetime import date, datetime

from cases.actions import register_entity
from cases.actions.slugs import free_slug
from cases.models import Entity
from cases.names import name_key
from cases.verb import verb
from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.intake.alike import already_taken
from newsroom.intake.reading import host_of
from newsroom.publishing.actions import record_revision
from newsroom.publishing.models import Story


class AlreadyTaken(Exception):
    """The story at this address was taken in before; `article` is what became of it."""

    def __init__(self, article: Article):
        self.article = article
        super().__init__(f"This story was taken in before: “{article}”.")


@verb
def take_in(
    headline: str,
    *,
    by,
    now: datetime,
    publisher: Entity | str | None = None,
    canonical_url: str = "",
    whole: str = "",
    **fields: str | date | None,
) -> Article:
    """File somebody else's story, or pasted words of our own, as a draft.

    `publisher` is an entity, or the name of one to enter into the record; `whole` is the text it was taken
    from, by which the length of the excerpt is judged. Raises AlreadyTaken, and ValidationError with the
    fields at fault.
    """
    if canonical_url and (known := already_taken(canonical_url)):
        raise AlreadyTaken(known)
    if isinstance(publisher, str):
        publisher = publisher_of(publisher, canonical_url) or _enter(publisher, canonical_url, by=by)
    slug = free_slug(Story.objects.filter(kind=Story.Kind.ARTICLE), headline, length=120)
    article = Article(
        headline=headline,
        slug=slug,
        publisher=publisher,
        canonical_url=canonical_url,
        taken_text=whole,
        **fields,
    )
    save_article(article, by=by)
    record_revision(article, by=by, now=now, note="as taken in")
    return article


def publisher_of(name: str, url: str) -> Entity | None:
    """The publisher of this name, or at home at the address; None where there is not one alone."""
    key = name_key(name)
    publications = Entity.objects.filter(kind=Entity.Kind.PUBLICATION)
    for rows in (
        publications.named(key) if key else publications.none(),
        _at_home(publications, host_of(url)),
    ):
        found = list(rows.order_by("pk")[:2])
        if len(found) == 1:
            return found[0]
    return None


def _at_home(publications, host):
    """Those whose website this host is, or is a part of."""
    labels = host.split(".")
    hosts = {".".join(labels[start:]) for start in range(len(labels) - 1)}
    homes = [
        f"{scheme}{www}{name}{end}"
        for name in hosts for scheme in ("https://", "http://") for www in ("", "www.") for end in ("", "/")
    ]  # fmt: skip
    return publications.filter(website__in=homes)


def _enter(name, url, *, by):
    host = host_of(url)
    return register_entity(
        name, kind=Entity.Kind.PUBLICATION, website=f"https://{host}/" if host else "", by=by
    )
