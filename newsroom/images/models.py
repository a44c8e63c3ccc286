from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class ImageQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-pk")

    def described(self, words):
        """Those with every one of the words in what is said of them."""
        fields = ("alt", "caption", "credit")
        return self.filter(
            *(
                Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)
                for word in words.split()[:8]
            )
        )


class Image(models.Model):
    """A picture with what readers are told of it. Its files are named by content, so none is ever replaced.

    Whatever the camera wrote into the file, where it was taken among it, is left out of what is kept.
    """

    file = models.CharField(max_length=100, editable=False)
    sha256 = models.CharField(
        "SHA-256",
        max_length=64,
        unique=True,
        editable=False,
        help_text="Of the file as it was uploaded: the same one twice is one picture.",
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    widths = ArrayField(models.PositiveIntegerField(), editable=False)
    alt = models.CharField(
        "alt text",
        max_length=500,
        blank=True,
        help_text="What there is to see, for whoever doesn't see it: “Roe leaves the court in Foley Square”.",
    )
    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who made it, as it is to be printed: “Iris Vance / The Docket”.",
    )
    licence = models.CharField(
        max_length=120,
        blank=True,
        help_text="What lets us show it: “CC BY 4.0”, “our own”, “agency contract”.",
    )
    source_url = models.URLField("where it is from", max_length=1000, blank=True)
    caption = models.CharField(max_length=500, blank=True, help_text="What readers are told under it.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="image_has_an_area"),
            models.CheckConstraint(condition=~Q(file=""), name="image_has_a_file"),
        ]

    def __str__(self):
        return self.alt or self.caption or f"Picture {self.pk}"
