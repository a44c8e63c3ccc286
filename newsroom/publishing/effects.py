"""What each verb of publishing does beyond the words, in one table that every surface goes by."""

from dataclasses import dataclass

from newsroom.publishing.models import Publication

Verb = Publication.Verb


@dataclass(frozen=True)
class Effect:
    """What one verb does; each is an entry of the change log besides.

    `moves_date`: the date of change on the page, in JSON-LD, feeds, sitemap and API. `alerts`: followers and
    webhooks are told. `in_ledger`: entries of the corrections ledger come with it. `is_shown`: readers can
    read the story afterwards. `may_note`: it can carry a note to readers.
    """

    moves_date: bool
    alerts: bool
    in_ledger: bool
    is_shown: bool
    may_note: bool


EFFECTS = {
    #                        date   alerts ledger shown  note
    Verb.PUBLISH:     Effect(True,  True,  False, True,  True),
    Verb.UPDATE:      Effect(True,  True,  False, True,  True),
    Verb.MINOR_EDIT:  Effect(False, False, False, True,  False),
    Verb.CORRECT:     Effect(True,  True,  True,  True,  False),
    Verb.CLARIFY:     Effect(True,  False, True,  True,  False),
    Verb.WITHDRAW:    Effect(False, True,  False, False, True),
    Verb.RESTORE:     Effect(True,  True,  False, True,  True),
}  # fmt: skip
