"""The verbs of stale flags: who looks after one, what readers are told, and that a part is still right."""

from datetime import date, datetime

from django.db import connection

from cases.verb import verb
from newsroom.publishing.models import Publication, SectionBasis, StaleFlag
from newsroom.publishing.staleness.keeping import NUMBER, ask_alone
from newsroom.publishing.staleness.parts import SUPPRESSED, WORDING

# What the part rests on from now on: the record as the editor found it still right.
REST_AGAIN = """
update newsroom_sectionbasis basis set told = newsroom_told(basis.subject, basis.subject_id)
from newsroom_publication edition
where edition.id = basis.publication_id and edition.story_id = %s
  and basis.part = %s and basis.subject = %s and basis.subject_id = %s
"""


class DecidedAlready(Exception):
    """Somebody decided the flag, or the record went back; the message says which."""

    def __init__(self, flag: StaleFlag):
        who = f" by {flag.resolved_by}" if flag.resolved_by else ""
        super().__init__(f"This is decided already{who}: {flag.get_outcome_display()}.")


class ChangedAgain(Exception):
    """The record changed once more since the editor read what had changed."""

    def __init__(self):
        super().__init__("The record changed again since you read this: look at what it says now.")


@verb
def say_still_right(flag: StaleFlag, *, reason: str, by, now: datetime, seen: str = "") -> StaleFlag:
    """Leave the words as they are: they hold for what the record tells now too.

    `seen` is the flag's `fingerprint` as it was read. Raises DecidedAlready, ChangedAgain, ValidationError.
    """
    ask_alone()
    flag = _undecided(flag)
    if seen and seen != flag.fingerprint:
        raise ChangedAgain
    flag.outcome, flag.reason = StaleFlag.Outcome.STILL_RIGHT, reason.strip()
    flag.resolved_by, flag.resolved_at = by, now
    flag.full_clean()
    flag.save()
    _rest_again(flag)
    return flag


@verb
def assign_flag(flag: StaleFlag, owner, due_on: date | None, *, by) -> StaleFlag:
    """Say who decides it and by when; nobody and never are fine too. Raises DecidedAlready."""
    flag = _undecided(flag)
    flag.owner, flag.due_on = owner, due_on
    flag.save(update_fields=["owner", "due_on"])
    return flag


@verb
def tell_readers(flag: StaleFlag, *, by, now: datetime) -> StaleFlag:
    """Say on the page that the part is under review, from now until it is decided. Raises DecidedAlready."""
    return _tell(flag, tells=True, since=now)


@verb
def tell_readers_no_more(flag: StaleFlag, *, by) -> StaleFlag:
    """Take the words “under review” off the page. Raises DecidedAlready."""
    return _tell(flag, tells=False, since=None)


def _rest_again(flag):
    bases = SectionBasis.objects.filter(publication__story=flag.story_id, part=flag.part)
    bases = bases.filter(subject=flag.subject, subject_id=flag.subject_id)
    if flag.subject == NUMBER:
        bases.update(told=flag.new)
        return
    if flag.subject in (WORDING, SUPPRESSED):
        stood_for = [each | {"is_signed": True} for each in flag.new["found"]]
        _stand_for(flag, bases, flag.new | {"found": stood_for})
        return
    with connection.cursor() as cursor:
        cursor.execute(REST_AGAIN, [flag.story_id, flag.part, flag.subject, flag.subject_id])


def _stand_for(flag, bases, told):
    """From now on these words are found already; other findings of the part stand as they did."""
    if not bases.exists():
        place = {name: getattr(flag, name) for name in ("part", "subject", "subject_id")}
        editions = Publication.objects.to_be_kept_true(flag.resolved_at).filter(story=flag.story_id)
        kept = [SectionBasis(publication=edition, told=told, **place) for edition in editions]
        SectionBasis.objects.bulk_create(kept)
        return
    words = {_words(each) for each in told["found"]}
    for basis in bases:
        others = [each for each in basis.told["found"] if _words(each) not in words]
        basis.told = told | {"found": [*told["found"], *others]}
        basis.save(update_fields=["told"])


def _words(found):
    return found["rule"], found["words"], found["sentence"]


def _tell(flag, *, tells, since):
    flag = _undecided(flag)
    flag.tells_readers, flag.told_since = tells, since
    flag.save(update_fields=["tells_readers", "told_since"])
    return flag


def _undecided(flag):
    locked = StaleFlag.objects.select_for_update().get(pk=flag.pk)
    if locked.resolved_at:
        raise DecidedAlready(locked)
    return locked
