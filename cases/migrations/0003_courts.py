import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_names_alike")]

    operations = [
        migrations.CreateModel(
            name="Court",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="The short code courts are known by in docket data, e.g. dcd for the District of Columbia.",
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z0-9-]+\\Z", "Lower-case letters, digits and hyphens only."
                            )
                        ],
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="In full, e.g. U.S. District Court for the District of Columbia.",
                        max_length=250,
                    ),
                ),
                (
                    "citation_name",
                    models.CharField(
                        blank=True, help_text="As cited, e.g. D.D.C. or S.D.N.Y.", max_length=100
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("trial", "trial court"),
                            ("intermediate_appeal", "intermediate court of appeal"),
                            ("last_resort", "court of last resort"),
                            ("special", "special court or panel"),
                        ],
                        default="trial",
                        max_length=30,
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[
                            ("federal", "federal"),
                            ("state", "state"),
                            ("tribal", "tribal"),
                            ("territorial", "territorial"),
                            ("military", "military"),
                            ("international", "international"),
                            ("foreign", "foreign"),
                        ],
                        default="federal",
                        max_length=30,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Where it sits, e.g. Washington, D.C.", max_length=120
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The court this is a part of.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="branches",
                        to="cases.court",
                    ),
                ),
                (
                    "appeals_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where an appeal from this court is heard.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="appeals_from",
                        to="cases.court",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parent", models.F("pk")), _negated=True),
                            models.Q(("appeals_to", models.F("pk")), _negated=True),
                        ),
                        name="court_is_not_above_itself",
                        violation_error_message="A court cannot be a part of itself or hear its own appeals.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z0-9-]+$")), name="court_code_is_plain"
                    ),
                ],
            },
        )
    ]
