from django.db import migrations, models


# Going back is refused while a party is listed again: which of its rows to drop is for the desk to say.
class Migration(migrations.Migration):
    dependencies = [("cases", "0004_docket_lines")]

    operations = [
        migrations.AddField(
            model_name="party",
            name="appearance",
            field=models.PositiveSmallIntegerField(
                default=1,
                editable=False,
                help_text="2, 3 … where a docket lists a party again in the same role, as for two counterclaims.",
            ),
        ),
        migrations.RemoveConstraint(model_name="party", name="party_once_per_role"),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                fields=("case", "entity", "role", "appearance"),
                name="party_once_per_role",
                violation_error_message="This party already has this role in the case.",
            ),
        ),
    ]
