import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0011_working_copies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Image",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.CharField(editable=False, max_length=100)),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        help_text="Of the file as it was uploaded: the same one twice is one picture.",
                        max_length=64,
                        unique=True,
                        verbose_name="SHA-256",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                (
                    "widths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), editable=False
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What there is to see, for whoever doesn't see it: “Roe leaves the court in Foley Square”.",
                        max_length=500,
                        verbose_name="alt text",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who made it, as it is to be printed: “Iris Vance / The Docket”.",
                        max_length=200,
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        help_text="What lets us show it: “CC BY 4.0”, “our own”, “agency contract”.",
                        max_length=120,
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=1000, verbose_name="where it is from")),
                (
                    "caption",
                    models.CharField(blank=True, help_text="What readers are told under it.", max_length=500),
                ),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="lead_image",
            field=models.ForeignKey(
                blank=True,
                help_text="Stands above the text, on cards and where the story is shared.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="newsroom.image",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("height__gt", 0), ("width__gt", 0)), name="image_has_an_area"
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="image_has_a_file"
            ),
        ),
    ]
