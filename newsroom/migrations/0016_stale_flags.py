from django.conf import settings
from django.db import migrations, models

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0015_wording"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="SectionBasis",
            fields=[
                ID,
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="basis", to="newsroom.publication"
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=40)),
                ("subject", models.CharField(max_length=20)),
                ("subject_id", models.BigIntegerField()),
                (
                    "told",
                    models.JSONField(
                        help_text="What the record told of the subject; null: nothing.", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "basis of a section",
                "verbose_name_plural": "bases of sections",
                "indexes": [models.Index(fields=["subject", "subject_id"], name="section_rests_on")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "part", "subject", "subject_id"),
                        name="section_rests_on_it_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaleFlag",
            fields=[
                ID,
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="stale_flags", to="newsroom.story"
                    ),
                ),
                ("part", models.CharField(blank=True, editable=False, max_length=40)),
                ("subject", models.CharField(editable=False, max_length=20)),
                ("subject_id", models.BigIntegerField(editable=False)),
                ("old", models.JSONField(editable=False, null=True)),
                ("new", models.JSONField(editable=False, null=True)),
                ("since", models.DateTimeField(editable=False)),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="stale_flags",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "tells_readers",
                    models.BooleanField(
                        default=False,
                        help_text="Readers are told that the part is under review.",
                        verbose_name="under review",
                    ),
                ),
                ("told_since", models.DateTimeField(editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("updated", "updated"),
                            ("still_right", "still right"),
                            ("went_back", "the record went back"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, help_text="Why it is still right.", max_length=500)),
                (
                    "resolved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("resolved_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [("decide_staleflag", "Can decide stale sections")],
                "indexes": [
                    models.Index(fields=["subject", "subject_id", "story"], name="flag_of_subject"),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["owner"],
                        name="flag_of_owner",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=("story", "part", "subject", "subject_id"),
                        name="one_open_flag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("resolved_at__isnull", True)),
                            models.Q(
                                ("resolved_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="resolved_flag_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "still_right"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="still_right_has_a_reason",
                        violation_error_message="Say why it is still right.",
                    ),
                ],
            },
        ),
    ]
