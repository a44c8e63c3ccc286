from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_merges"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cases", "Cases (CSV)"),
                            ("parties", "Parties (CSV)"),
                            ("events", "Events (CSV)"),
                            ("entities", "Entities (CSV)"),
                            ("docket", "A federal docket (JSON)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "encoding",
                    models.CharField(
                        choices=[("utf-8", "UTF-8"), ("cp1252", "Windows-1252, as older spreadsheets write")],
                        default="utf-8",
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("content", models.BinaryField()),
                ("uploaded_at", models.DateTimeField(db_index=True)),
            ],
            options={"ordering": ["pk"]},
        )
    ]
