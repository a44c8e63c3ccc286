"""The models of the newsroom app, listed for Django. Import them from their topic packages."""

from newsroom.articles.models import Article
from newsroom.explainers.models import Explainer, ExplainerSection, GlossaryTerm, SectionStatement
from newsroom.images.models import Image
from newsroom.linking.models import Link, StoryWords
from newsroom.publishing.models import (
    Author,
    Byline,
    Cancellation,
    Correction,
    Coverage,
    FollowUp,
    Ingredient,
    PreviewAnswer,
    PreviewLink,
    Publication,
    Rendition,
    Revision,
    Section,
    SectionBasis,
    StaleFlag,
    Story,
    Topic,
    WorkingCopy,
)
from newsroom.wording.models import Clearance, WordingRule

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Cancellation",
    "Clearance",
    "Correction",
    "Coverage",
    "Explainer",
    "ExplainerSection",
    "FollowUp",
    "GlossaryTerm",
    "Image",
    "Ingredient",
    "Link",
    "PreviewAnswer",
    "PreviewLink",
    "Publication",
    "Rendition",
    "Revision",
    "Section",
    "SectionBasis",
    "SectionStatement",
    "StaleFlag",
    "Story",
    "StoryWords",
    "Topic",
    "WordingRule",
    "WorkingCopy",
]
