"""Saying that two look-alikes are two."""

from django.utils import timezone

from cases.models import Case, DistinctCases, DistinctEntities, Entity
from cases.verb import verb


@verb
def declare_distinct(row: Entity | Case, other: Entity | Case, *, by) -> None:
    """Say that two entities, or two cases, are no duplicates: nobody is asked about the pair again."""
    model = DistinctEntities if isinstance(row, Entity) else DistinctCases
    now = timezone.now()
    for first, second in ((row, other), (other, row)):
        said = {"declared_by": by, "declared_at": now}
        model.objects.get_or_create(first=first, second=second, defaults=said)
