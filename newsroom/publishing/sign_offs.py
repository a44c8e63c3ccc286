"""Which sign-offs a story needs, which of them hold, and whether two people saw what is published."""

from dataclasses import dataclass

from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Publication, Revision, SignOff, Story
from newsroom.publishing.stages import LEGAL_IF_CRIMINAL, Sign, Stage

WHAT_TO_DO = {
    Sign.EDITOR: "submit it for review, and an editor approves it",
    Sign.LEGAL: "ask legal to read it and sign it off",
    Sign.FACT_CHECK: "have somebody who did not write it check the facts and sign it off",
}

NOBODY_ELSE = "Nobody but those who wrote it has read exactly this: have somebody else approve or publish it."


@dataclass(frozen=True)
class Standing:
    """One kind of sign-off as it stands for the story's content of this moment."""

    kind: Sign
    is_needed: bool
    latest: SignOff | None
    holds: bool

    @property
    def is_void(self) -> bool:
        """Whether somebody stood for words that are no longer these."""
        return self.latest is not None and not self.holds

    @property
    def problem(self) -> str:
        """What keeps the story from readers, and what to do; nothing where all is well."""
        if self.holds or not self.is_needed:
            return ""
        what = WHAT_TO_DO[self.kind]
        if self.latest is None:
            return f"It needs a sign-off ({self.kind.label}): {what}."
        return (
            f"{self.latest.by or 'Somebody'} signed off revision {self.latest.revision.number} "
            f"({self.kind.label}); the story has changed since: {what} again."
        )


def needed(story: Story) -> set[Sign]:
    """The kinds of sign-off without which the story is not published."""
    wanted = set(story.needs) | set(story.section.needs if story.section else ())
    if LEGAL_IF_CRIMINAL in wanted and _is_about_a_criminal_case(story):
        wanted.add(Sign.LEGAL)
    return {Sign(kind) for kind in wanted - {LEGAL_IF_CRIMINAL}}


def standings(story: Story) -> list[Standing]:
    """Every kind that the story needs or ever had, as it stands; `story` knows its content."""
    wanted = needed(story)
    given = list(story.sign_offs.standing().select_related("by", "revision").defer("revision__content"))
    if not wanted and not given:
        return []
    now = digest(story.content())
    found = []
    for kind in Sign:
        latest = next((each for each in given if each.kind == kind), None)
        valid = next((each for each in given if each.kind == kind and each.digest == now), None)
        if latest or kind in wanted:
            found.append(Standing(kind, kind in wanted, valid or latest, holds=valid is not None))
    return found


def review_problems(story: Story) -> list[str]:
    """What the review still asks for before the story may be published."""
    problems = []
    if story.stage == Stage.SENT_BACK:
        last = story.steps.filter(name="send_back").select_related("by").first()
        said = f"{last.by or 'Somebody'} sent it back: “{last.why}”" if last else "It was sent back"
        problems.append(f"{said}. Put it right, and submit it for review again.")
    if needed(story):
        problems += [standing.problem for standing in standings(story) if standing.problem]
    return problems


def writers(story: Story, since: Publication | None) -> set[int]:
    """The numbers of those who saved a revision since the edition."""
    saves = story.revisions.filter(saved_by__isnull=False)
    if since:
        saves = saves.filter(number__gt=since.revision.number)
    return set(saves.order_by().values_list("saved_by", flat=True).distinct())


def four_eyes_problems(story: Story, last: Publication | None, by) -> list[str]:
    """What is missing where nobody but its writers saw what `by` is about to publish.

    Words that stand in no revision count as written by whoever publishes them. The system answers to nobody.
    """
    if by is None:
        return []
    content = story.content()
    wrote = writers(story, last)
    if _says_something_new(content, story.revisions.first()):
        wrote.add(by.pk)
    if by.pk not in wrote:
        return []
    read = story.sign_offs.standing().filter(digest=digest(content), by__isnull=False)
    if read.exclude(by__in=wrote).exists():
        return []
    return [NOBODY_ELSE]


def _says_something_new(content: dict, newest: Revision | None) -> bool:
    # What a link leads to was decided by name; it is no word of the story.
    return newest is None or _without_links(content) != _without_links(newest.content)


def _without_links(content):
    return digest({name: value for name, value in content.items() if name != "links"})


def _is_about_a_criminal_case(story):
    return story.links.filter(relation="about", decision="accepted", case__kind="criminal").exists()
