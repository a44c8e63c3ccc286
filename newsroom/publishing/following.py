"""The verbs of the desk where what should have followed a publication has failed."""

from datetime import datetime

from cases.verb import verb
from newsroom.publishing.models import FollowUp


@verb
def retry_follow_up(owed: FollowUp, *, by, now: datetime) -> bool:
    """Let a worker try it afresh; say whether it had failed at all."""
    return bool(FollowUp.objects.failed().filter(pk=owed.pk).update(attempts=0, due_at=now))


@verb
def discard_follow_up(owed: FollowUp, *, by, now: datetime) -> bool:
    """Let it be: it is void, and says who decided so. Say whether it had failed at all."""
    failed = FollowUp.objects.failed().filter(pk=owed.pk)
    return bool(failed.update(voided_at=now, voided_by=by))
