import io
from datetime import UTC, datetime

import factory
from PIL import Image as Pictures

from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.explainers.actions import save_explainer, save_section
from newsroom.explainers.models import Explainer, ExplainerSection, GlossaryTerm
from newsroom.images.actions import add_image
from newsroom.images.models import Image
from newsroom.publishing.actions import publish
from newsroom.publishing.models import Author, Byline, Section, Topic

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    name = factory.Sequence(lambda n: f"Enforcement {n}")
    slug = factory.Sequence(lambda n: f"enforcement-{n}")


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Crypto regulation {n}")
    slug = factory.Sequence(lambda n: f"crypto-regulation-{n}")


class AuthorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Iris Vance {n}")
    slug = factory.Sequence(lambda n: f"iris-vance-{n}")


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GlossaryTerm

    term = factory.Sequence(lambda n: f"joint stipulation {n}")
    slug = factory.Sequence(lambda n: f"joint-stipulation-{n}")
    definition = "What both sides agree on and file together."


def picture_file(*, size=(640, 400), colour=(70, 90, 120), kind="JPEG", mode="RGB", **options):
    """The bytes of a picture of one colour."""
    file = io.BytesIO()
    Pictures.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


class ImageFactory(factory.django.DjangoModelFactory):
    """A picture with what readers are told of it, no two of one colour."""

    class Meta:
        model = Image

    colour = factory.Sequence(lambda n: (n % 256, n // 256 % 256, 90))
    alt = factory.Sequence(lambda n: f"The court in Foley Square {n}")
    credit = "Iris Vance / The Docket"

    @classmethod
    def _create(cls, model_class, *args, colour, **said):
        return add_image(picture_file(colour=colour, kind="PNG"), by=None, now=NOON, **said)


class ArticleFactory(factory.django.DjangoModelFactory):
    """A draft with a byline, ready to publish; `topics=` lists its topics."""

    class Meta:
        model = Article

    headline = factory.Sequence(lambda n: f"Judge sets a hearing in Doe v. Roe {n}")
    slug = factory.Sequence(lambda n: f"judge-sets-hearing-{n}")
    body = "<p>The judge set a hearing in the case against Roe Holdings.</p>"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return _with_desk(kwargs, lambda fields: save_article(Article(**fields), by=None))


class ExplainerFactory(factory.django.DjangoModelFactory):
    """A draft with a byline and one written section, ready to publish; `sections=[]` leaves it bare."""

    class Meta:
        model = Explainer

    headline = factory.Sequence(lambda n: f"What the dismissal means {n}")
    slug = factory.Sequence(lambda n: f"what-the-dismissal-means-{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        sections = kwargs.pop("sections", [{"body": "<p>The claim cannot be brought again.</p>"}])
        explainer = _with_desk(kwargs, lambda fields: save_explainer(Explainer(**fields), by=None))
        for position, fields in enumerate(sections):
            add_section(explainer, position=position, **fields)
        return explainer


def add_section(explainer, *, cases=(), terms=(), statements=(), numbers=(), **fields):
    section = save_section(ExplainerSection(explainer=explainer, **fields), by=None)
    section.cases.set(cases)
    section.terms.set(terms)
    section.numbers.set(numbers)
    for position, statement in enumerate(statements):
        section.facts.create(statement=statement, position=position)
    return section


def published(story, *, at=NOON, by=None):
    """Publish a story and return it."""
    publish(story, by=by, now=at)
    return story


def _with_desk(kwargs, save):
    topics = kwargs.pop("topics", ())
    authors = kwargs.pop("authors", None)
    story = save(kwargs)
    story.topics.set(topics)
    for position, author in enumerate([AuthorFactory()] if authors is None else authors):
        Byline.objects.create(story=story, author=author, position=position)
    return story
