"""How far a story has come: what stands of it, and what the chain of its editions ends in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from newsroom.publishing.models import Cancellation, FollowUp, Publication, Story
from newsroom.publishing.sealing import seal_of

STILL_TO_COME = (
    "Edition {number} is scheduled for {at} and would undo what you publish now: cancel its schedule first, "
    "or wait until it has appeared."
)


class NotReady(Exception):
    """The story has problems that keep it from readers; `problems` lists them, each with what to do."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Editions:
    """A story's editions while its row is locked: the last of the chain, and the last that stands."""

    last: Publication | None
    standing: Publication | None

    @property
    def number(self) -> int:
        return self.last.number + 1 if self.last else 1

    @property
    def digest(self) -> str:
        """What the next edition follows from."""
        if self.last is None:
            return ""
        return self.last.digest if self.last == self.standing else self.last.cancellation.digest

    @property
    def can_be_read(self) -> bool:
        return self.standing is not None and self.standing.verb != Publication.Verb.WITHDRAW

    def scheduled(self, now: datetime) -> Publication | None:
        return self.standing if self.standing and self.standing.effective_at > now else None


def editions_of(story: Story) -> Editions:
    # What they say is asked for by corrections alone; it is read then.
    newest = story.publications.defer("content", "text").order_by("-number")
    last = newest.select_related("cancellation").first()
    was_cancelled = last is not None and hasattr(last, "cancellation")
    return Editions(last, newest.standing().first() if was_cancelled else last)


def lock_editions(story: Story) -> Editions:
    """Editions of one story queue here, and number densely."""
    Story.objects.select_for_update().values_list("pk").get(pk=story.pk)
    return editions_of(story)


def lock_with_nothing_scheduled(story: Story, now: datetime) -> Editions:
    """The story's editions, locked. Raises NotReady while one of them is still to come."""
    editions = lock_editions(story)
    if coming := editions.scheduled(now):
        raise NotReady([STILL_TO_COME.format(number=coming.number, at=say(coming.effective_at))])
    return editions


def cancel(edition: Publication, *, by, now: datetime) -> Cancellation:
    """Call the edition off, and with it what would follow. Raises NotReady once something has followed."""
    owed = list(edition.follow_ups.select_for_update())
    if any(each.done_at for each in owed):
        raise NotReady([f"Edition {edition.number} has just appeared: withdraw the story, or correct it."])
    for each in owed:
        each.voided_at, each.voided_by, each.error = now, by, "The schedule was cancelled."
    FollowUp.objects.bulk_update(owed, ["voided_at", "voided_by", "error"])
    cancellation = Cancellation(publication=edition, cancelled_by=by, cancelled_at=now)
    cancellation.digest = seal_of(cancellation, edition)
    cancellation.save(force_insert=True)
    return cancellation


def time_problems(story: Story, at: datetime, now: datetime) -> Iterable[str]:
    """What keeps an edition from taking effect at the time."""
    if story.embargo_until and at < story.embargo_until:
        yield f"The story is under embargo until {say(story.embargo_until)}: publish it then or later."
    if at < now:
        yield "The time to publish lies in the past: choose a later one, or publish now."


def address_problems(kind: str, slug: str, story: Story, now: datetime) -> Iterable[str]:
    """What keeps the story from the address."""
    others = Publication.objects.exclude(story=story.pk).filter(kind=kind, slug=slug)
    if others.exists() and (others.current(now).exists() or others.scheduled(now).exists()):
        yield f"Readers know another story under the slug “{slug}”: choose a different slug."


def embargo_problem(story: Story, until: datetime | None, *, now: datetime) -> str:
    """What is wrong with an embargo on the story until then; nothing if all is well."""
    coming = until and story.publications.scheduled(now).filter(effective_at__lt=until).first()
    if not coming:
        return ""
    return (
        f"Edition {coming.number} is scheduled for {say(coming.effective_at)}, before this embargo ends: "
        "reschedule it, or cancel its schedule, first."
    )


def say(moment: datetime) -> str:
    """In the desk's own time, which is named."""
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M %Z}"
