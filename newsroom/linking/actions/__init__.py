"""The verbs of linking. Links stand off from the text and follow their words through edits."""

from newsroom.linking.actions.deciding import (
    NoLongerThere,
    accept_all_strong,
    accept_link,
    add_wording_as_alias,
    choose_another,
    never_in_this_story,
    reject_link,
    unlink,
)
from newsroom.linking.actions.placing import (
    NotInText,
    link_about,
    link_mention,
    place,
    re_anchor_links,
    span_of,
)
from newsroom.linking.actions.proposing import propose_links
from newsroom.linking.actions.spreading import Outcome, link_everywhere

__all__ = [
    "NoLongerThere",
    "NotInText",
    "Outcome",
    "accept_all_strong",
    "accept_link",
    "add_wording_as_alias",
    "choose_another",
    "link_about",
    "link_everywhere",
    "link_mention",
    "never_in_this_story",
    "place",
    "propose_links",
    "re_anchor_links",
    "reject_link",
    "span_of",
    "unlink",
]
