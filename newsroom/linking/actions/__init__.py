"""The verbs of linking. Links stand off from the text and follow their words through edits."""

from newsroom.linking.actions.carrying import begin_spread, end_spread, go_on
from newsroom.linking.actions.deciding import (
    NoLongerThere,
    accept_all_strong,
    accept_link,
    add_wording_as_alias,
    choose_another,
    last_decision,
    never_in_this_story,
    propose_again,
    reject_link,
    take_back,
    unlink,
)
from newsroom.linking.actions.naming import enter_name, link_wherever
from newsroom.linking.actions.placing import (
    NotInText,
    link_about,
    link_mention,
    place,
    re_anchor_links,
    span_of,
)
from newsroom.linking.actions.proposing import propose_links
from newsroom.linking.actions.recording import (
    AlreadyAnswered,
    dismiss_offer,
    take_docket,
    take_event,
    take_penalty,
    take_statement,
)
from newsroom.linking.actions.spreading import Outcome, link_everywhere

__all__ = [
    "AlreadyAnswered",
    "NoLongerThere",
    "NotInText",
    "Outcome",
    "accept_all_strong",
    "accept_link",
    "add_wording_as_alias",
    "begin_spread",
    "choose_another",
    "dismiss_offer",
    "end_spread",
    "enter_name",
    "go_on",
    "last_decision",
    "link_about",
    "link_everywhere",
    "link_mention",
    "link_wherever",
    "never_in_this_story",
    "place",
    "propose_again",
    "propose_links",
    "re_anchor_links",
    "reject_link",
    "span_of",
    "take_back",
    "take_docket",
    "take_event",
    "take_penalty",
    "take_statement",
    "unlink",
]
