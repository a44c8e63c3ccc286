import pytest

from newsroom.wording.models import WordingRule
from newsroom.wording.rules import FIRST_RULES


@pytest.fixture
def first_rules(db):
    """The rules a fresh database has; a test that committed may have emptied the table."""
    for rule in FIRST_RULES:
        WordingRule.objects.get_or_create(
            slug=rule.slug,
            defaults={
                "wordings": list(rule.wordings),
                "says": rule.says,
                "borne_out_by": sorted(rule.borne_out_by),
                "severity": rule.severity.value,
                "clears": sorted(rule.clears),
                "lowers": sorted(rule.lowers),
            },
        )
    return WordingRule.objects.all()
