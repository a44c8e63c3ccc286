from django.db import migrations

from newsroom.wording.rules import FIRST_RULES


def enter_first_rules(apps, _schema_editor):
    """The rules every desk begins with; from then on they are legal's."""
    rule_model = apps.get_model("newsroom", "WordingRule")
    for rule in FIRST_RULES:
        rule_model.objects.get_or_create(
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


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0026_stories_alike")]

    operations = [migrations.RunPython(enter_first_rules, migrations.RunPython.noop)]
