"""How a draft comes to be approved, as data: the stages, who may move it between them, and what each asks.

The stage is the desk's; whether readers have the story is its state. An edition that is still to come is
scheduled: that is told by its time, and stored nowhere else.
"""

from dataclasses import dataclass

from django.db import models


class Stage(models.TextChoices):
    WRITING = "writing", "being written"
    IN_REVIEW = "in_review", "in review"
    APPROVED = "approved", "approved"
    SENT_BACK = "sent_back", "sent back"


class Sign(models.TextChoices):
    """What somebody may sign a story off as."""

    EDITOR = "editor", "editor"
    LEGAL = "legal", "legal"
    FACT_CHECK = "fact_check", "fact check"


# What a section may ask for its stories, besides a sign-off of every one.
LEGAL_IF_CRIMINAL = "legal_if_criminal"
NEEDS = [*Sign.choices, (LEGAL_IF_CRIMINAL, "legal, for a story about a criminal case")]

SIGNS = {
    Sign.EDITOR: "newsroom.approve_story",
    Sign.LEGAL: "newsroom.sign_off_legal",
    Sign.FACT_CHECK: "newsroom.sign_off_facts",
}
COMMENT, ASSIGN = "newsroom.comment_story", "newsroom.assign_story"
EMERGENCY = "newsroom.publish_alone"


@dataclass(frozen=True)
class Transition:
    """A step that somebody takes with a story; the desk's word for it, what it promises, and what it was."""

    name: str
    before: tuple[Stage, ...]
    after: Stage
    permission: str
    button: str
    promise: str
    done: str
    needs_reason: bool = False


TRANSITIONS = {
    step.name: step
    for step in (
        Transition(
            "submit_for_review",
            (Stage.WRITING, Stage.SENT_BACK),
            Stage.IN_REVIEW,
            "newsroom.submit_story",
            "Submit for review",
            "The editors find it under what waits for them.",
            "is submitted for review",
        ),
        Transition(
            "take_back",
            (Stage.IN_REVIEW,),
            Stage.WRITING,
            "newsroom.submit_story",
            "Take back",
            "It is no longer in review: you go on writing.",
            "is taken back",
        ),
        Transition(
            "approve",
            (Stage.IN_REVIEW,),
            Stage.APPROVED,
            SIGNS[Sign.EDITOR],
            "Approve",
            "You have read exactly these words and stand for them. Whoever changes one sends it back "
            "into review.",
            "is approved",
        ),
        Transition(
            "send_back",
            (Stage.IN_REVIEW, Stage.APPROVED),
            Stage.SENT_BACK,
            "newsroom.send_back_story",
            "Send back",
            "Its writers find it under what was sent back, with your reason. It cannot be published until "
            "it is submitted again.",
            "is sent back",
            needs_reason=True,
        ),
        Transition(
            "reopen",
            (Stage.APPROVED,),
            Stage.WRITING,
            SIGNS[Sign.EDITOR],
            "Reopen",
            "The approval is taken back, and writing goes on.",
            "is open again",
            needs_reason=True,
        ),
    )
}

# What moves a story by itself: an edit takes an approved one back into review, an edition ends the round.
EDITED, ISSUED = "edited", "issued"
OF_THEMSELVES = {
    EDITED: ((Stage.APPROVED,), Stage.IN_REVIEW),
    ISSUED: ((Stage.IN_REVIEW, Stage.APPROVED), Stage.WRITING),
}


def steps() -> list[tuple[str, str]]:
    """Every pair of stages that may follow each other; the database refuses any other."""
    taken = [(step.before, step.after) for step in TRANSITIONS.values()]
    pairs = [*taken, *OF_THEMSELVES.values()]
    return sorted({(str(before), str(after)) for befores, after in pairs for before in befores})
