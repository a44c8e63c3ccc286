"""Stories, their revisions, and what was published. See `actions` for the verbs. A file per matter."""

from newsroom.publishing.models.assignment import Assignment
from newsroom.publishing.models.comment import Comment, Mention
from newsroom.publishing.models.correction import Correction
from newsroom.publishing.models.filing import Section, Topic
from newsroom.publishing.models.follow_up import Cancellation, FollowUp
from newsroom.publishing.models.preview import PreviewAnswer, PreviewLink
from newsroom.publishing.models.publication import Coverage, Publication
from newsroom.publishing.models.published_number import PublishedNumber
from newsroom.publishing.models.rendition import AllFresh, Ingredient, Rendition
from newsroom.publishing.models.review import SignOff, Step
from newsroom.publishing.models.staleness import SectionBasis, StaleFlag
from newsroom.publishing.models.story import Author, Byline, Revision, Story, StoryQuerySet
from newsroom.publishing.models.working_copy import PRESENT_FOR, WorkingCopy

__all__ = [
    "PRESENT_FOR",
    "AllFresh",
    "Assignment",
    "Author",
    "Byline",
    "Cancellation",
    "Comment",
    "Correction",
    "Coverage",
    "FollowUp",
    "Ingredient",
    "Mention",
    "PreviewAnswer",
    "PreviewLink",
    "Publication",
    "PublishedNumber",
    "Rendition",
    "Revision",
    "Section",
    "SectionBasis",
    "SignOff",
    "StaleFlag",
    "Step",
    "Story",
    "StoryQuerySet",
    "Topic",
    "WorkingCopy",
]
