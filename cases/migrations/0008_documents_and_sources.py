import django.core.validators
from django.db import migrations, models

import cases.models.fields

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_dockets")]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ID,
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="documents",
                        to="cases.case",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("complaint", "complaint"),
                            ("indictment", "indictment or information"),
                            ("motion", "motion"),
                            ("order", "order"),
                            ("opinion", "opinion"),
                            ("judgment", "judgment"),
                            ("plea_agreement", "plea agreement"),
                            ("stipulation", "stipulation"),
                            ("exhibit", "exhibit"),
                            ("transcript", "transcript"),
                            ("release", "press release"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("date", cases.models.fields.PartialDateField(blank=True, null=True)),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="URL")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        upload_to="documents/%Y/%m",
                        validators=[
                            django.core.validators.FileExtensionValidator(
                                ["pdf", "txt", "csv", "docx", "xlsx", "png", "jpg", "jpeg"]
                            )
                        ],
                    ),
                ),
                (
                    "sha256",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="SHA-256"),
                ),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="Its words, so that a quotation can be found in it."
                    ),
                ),
            ],
            options={
                "ordering": ["date", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("url", ""), _negated=True),
                            models.Q(("file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_is_somewhere",
                        violation_error_message="Upload the document or give its URL.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ID,
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filing", "court filing"),
                            ("docket", "docket"),
                            ("news", "news report"),
                            ("release", "press release"),
                            ("speech", "speech"),
                            ("interview", "interview"),
                            ("website", "website"),
                            ("register", "public register"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                (
                    "publisher",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who put it out, e.g. Reuters.",
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="published_sources",
                        to="cases.entity",
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=250)),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="URL")),
                ("archived_url", models.URLField(blank=True, max_length=1000, verbose_name="archived URL")),
                ("date_published", cases.models.fields.PartialDateField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="sources",
                        to="cases.document",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="source_has_a_title",
                        violation_error_message="A source needs a title.",
                    )
                ],
            },
        ),
    ]
