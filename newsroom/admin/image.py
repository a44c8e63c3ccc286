"""The pictures' desk: what readers are told of each, and where new ones come in."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from cases.actions import keep
from cases.admin.base import DeskAdmin, DeskForm
from newsroom.images.actions import add_image
from newsroom.images.developing import MOST_BYTES, NotAPicture, develop, narrower
from newsroom.images.models import Image
from newsroom.images.showing import address

SAID = ("alt", "credit", "caption", "licence", "source_url")


class ImageForm(DeskForm):
    upload = forms.FileField(
        label="Picture", help_text="JPEG, PNG, WebP, AVIF or GIF, at most 20 MB and 50 million pixels."
    )

    class Meta:
        widgets = {"caption": forms.Textarea(attrs={"rows": 2}), "alt": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("upload", None)
        for name in ("alt", "credit"):
            if name in self.fields and not self.instance.pk:
                self.fields[name].required = True

    def clean_upload(self):
        data = self.cleaned_data["upload"].read(MOST_BYTES + 1)
        try:
            develop(data)
        except NotAPicture as refusal:
            raise ValidationError(str(refusal)) from refusal
        return data

    def file(self, *, by, now):
        if self.instance.pk:
            return keep(self.instance, by=by)
        said = {name: self.cleaned_data[name] for name in SAID}
        kept = add_image(self.cleaned_data["upload"], by=by, now=now, **said)
        self.instance.__dict__.update(kept.__dict__)
        return kept


@admin.register(Image)
class ImageAdmin(DeskAdmin):
    form = ImageForm
    list_display = ["small", "alt", "credit", "licence", "added_at"]
    list_display_links = ["small", "alt"]
    search_fields = ["alt", "caption", "credit"]
    search_help_text = "Alt text, caption or credit."
    ordering = ["-pk"]

    def get_fieldsets(self, request, obj=None):
        shown = ["picture", "facts"] if obj else ["upload"]
        return [
            (None, {"fields": [*shown, "alt", "credit", "caption"]}),
            ("Rights", {"fields": ["licence", "source_url"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["picture", "facts"]

    def has_delete_permission(self, request, obj=None):
        """Editions show it, whatever the drafts do."""
        return False

    @admin.display(description="picture")
    def small(self, image):
        return self._shown(image, "desk-thumb")

    @admin.display(description="picture")
    def picture(self, image):
        return self._shown(image, "desk-picture")

    @admin.display(description="file")
    def facts(self, image):
        return f"{image.width} × {image.height} pixels, {image.file.rpartition('.')[2].upper()}"

    def _shown(self, image, css_class):
        small = address(narrower(image.file, image.widths[0]))
        return format_html('<img class="{}" src="{}" alt="{}" loading="lazy">', css_class, small, image.alt)
