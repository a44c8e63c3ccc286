"""What a story says taken into the record, when an editor presses for it: with the story as its source."""

from datetime import datetime

from django.conf import settings

from cases.actions import attach_docket, impose_penalty, record_event, record_source, record_statement
from cases.models import Case, Court, Docket, Event, Party, Penalty, Source, Statement
from cases.verb import verb
from newsroom.linking.actions.placing import lock_story
from newsroom.linking.models import OfferAnswer
from newsroom.linking.offering import Found
from newsroom.publishing.models import Story


class AlreadyAnswered(Exception):
    """Somebody has recorded or dismissed it meanwhile."""

    def __init__(self, answer: OfferAnswer):
        self.answer = answer
        super().__init__(f"This was {answer.get_verdict_display()} already; nothing was done twice.")


@verb
def take_event(story: Story, found: Found, case: Case, *, by, now: datetime, **details) -> Event:
    """Put what the sentence tells on the case's timeline. Raises AlreadyAnswered, ValidationError."""
    _claim(story, found)
    event = record_event(case, source=source_of(story, by=by), by=by, **details)
    _answer(story, found, event, by=by, now=now)
    return event


@verb
def take_penalty(story: Story, found: Found, party: Party, *, by, now: datetime, **details) -> Penalty:
    """Record the penalty the sentence tells of. Raises AlreadyAnswered, ValidationError."""
    _claim(story, found)
    penalty = impose_penalty(party, source=source_of(story, by=by), by=by, **details)
    _answer(story, found, penalty, by=by, now=now)
    return penalty


@verb
def take_statement(story: Story, found: Found, *, by, now: datetime, **details) -> Statement:
    """Enter what the sentence attributes into the ledger, citing the story. Raises as the others do."""
    _claim(story, found)
    statement = record_statement(sources=[source_of(story, by=by)], by=by, **details)
    _answer(story, found, statement, by=by, now=now)
    return statement


@verb
def take_docket(
    story: Story, found: Found, case: Case, *, court: Court, docket_number: str, by, now: datetime
) -> Docket:
    """Give the case the docket the sentence names. Raises AlreadyAnswered, ValidationError."""
    _claim(story, found)
    docket = attach_docket(case, court, docket_number, by=by)
    _answer(story, found, docket, by=by, now=now)
    return docket


@verb
def dismiss_offer(story: Story, found: Found, *, by, now: datetime) -> OfferAnswer:
    """Leave it out of the record: not offered in this story again. Raises AlreadyAnswered."""
    _claim(story, found)
    return _answer(story, found, None, by=by, now=now)


def source_of(story: Story, *, by) -> Source:
    """The story as the record cites it: at its publisher's address where it was taken from one."""
    url = getattr(story, "canonical_url", "") or f"{settings.SITE_URL}{story.path}"
    known = Source.objects.filter(url=url).order_by("pk").first()
    if known:
        return known
    publisher = getattr(story, "publisher", None)
    return record_source(story.headline, kind=Source.Kind.NEWS, publisher=publisher, url=url, by=by)


def _claim(story, found):
    """Let only one act on the offer."""
    lock_story(story.pk)
    if answer := story.offer_answers.filter(fingerprint=found.fingerprint).first():
        raise AlreadyAnswered(answer)


def _answer(story, found, row, *, by, now):
    verdict = OfferAnswer.Verdict.RECORDED if row else OfferAnswer.Verdict.DISMISSED
    return OfferAnswer.objects.create(
        story_id=story.pk,
        fingerprint=found.fingerprint,
        verdict=verdict,
        sentence=found.sentence,
        recorded_as=row._meta.model_name if row else "",
        record_id=row.pk if row else None,
        decided_by=by,
        decided_at=now,
    )
