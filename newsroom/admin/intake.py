"""“Take in a story”: what was given is shown as it was understood, corrected, and filed as a draft."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from cases.admin.choosers import Chooser
from cases.imports.feeds import NotAFeed, Refused, fetch_feed, read_feed
from cases.models import Entity
from newsroom.admin.prose import BodyField
from newsroom.articles.models import Article
from newsroom.intake.actions import AlreadyTaken, publisher_of, take_in
from newsroom.intake.alike import already_taken, stories_alike
from newsroom.intake.reading import Found, excerpt, read_day, read_item, read_page, read_text

MOST_BYTES = 5 * 1024 * 1024
ITEMS_SHOWN = 40


def urls_of(site: AdminSite) -> list:
    """The address, below the desk's own."""
    return [path("take-in/", site.admin_view(take_in_view), name="take_in")]


class PasteForm(forms.Form):
    text = forms.CharField(
        label="Text or HTML",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="The first short line is read as the headline.",
    )
    address = forms.URLField(label="Where it is from", required=False, max_length=1000, assume_scheme="https")

    def found(self):
        said = self.cleaned_data
        read = read_page if "<html" in said["text"][:2000].lower() else read_text
        found = read(said["text"])
        return Found(**{**vars(found), "url": said["address"] or found.url})


class PageForm(forms.Form):
    page = forms.FileField(
        label="The page, saved as HTML",
        required=False,
        help_text="In the browser: save the page as “HTML only” and choose the file here.",
    )
    address = forms.CharField(
        label="Its address",
        required=False,
        max_length=1000,
        help_text="For where the page does not say it. Without a file it is fetched, from this machine only.",
    )

    def clean(self):
        said = super().clean()
        if not said.get("page") and not said.get("address"):
            raise ValidationError("Choose the saved page, or give an address on this machine.")
        said["html"] = _bytes_of(said.get("page"), said.get("address"))
        return said

    def found(self):
        return read_page(self.cleaned_data["html"], self.cleaned_data["address"])


class FeedForm(forms.Form):
    feed = forms.FileField(label="The feed, saved as a file", required=False, help_text="RSS or Atom.")
    address = forms.CharField(label="Or its address on this machine", required=False, max_length=1000)

    def clean(self):
        said = super().clean()
        if not said.get("feed") and not said.get("address"):
            raise ValidationError("Choose the saved feed, or give an address on this machine.")
        try:
            said["items"] = read_feed(_bytes_of(said.get("feed"), said.get("address")))
        except NotAFeed as refusal:
            raise ValidationError(str(refusal)) from refusal
        return said

    def found(self):
        return [read_item(item) for item in self.cleaned_data["items"][:ITEMS_SHOWN]]


class DraftForm(forms.Form):
    """What was understood, to be corrected."""

    headline = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"class": "vTextField"}))
    dek = forms.CharField(
        max_length=400, required=False, widget=forms.TextInput(attrs={"class": "vTextField"})
    )
    publisher = forms.ModelChoiceField(
        Entity.objects.all(), required=False, help_text="Empty for our own story."
    )
    new_publisher = forms.CharField(
        label="Or one the record lacks",
        max_length=250,
        required=False,
        help_text="It is entered into the record as a publication.",
    )
    canonical_url = forms.URLField(
        label="Address of the original", max_length=1000, required=False, assume_scheme="https"
    )
    original_author = forms.CharField(label="Author there", max_length=250, required=False)
    first_published_on = forms.DateField(label="Published there on", required=False, widget=AdminDateWidget)
    body = BodyField()
    whole = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["publisher"]
        field.widget = Chooser(Article._meta.get_field("publisher"), admin.site, choices=field.choices)

    def clean(self):
        said = super().clean()
        publisher = said.get("publisher") or said.get("new_publisher")
        if publisher and not said.get("canonical_url") and "canonical_url" not in self.errors:
            self.add_error("canonical_url", "Give the address of the original: readers are led there.")
        return said | {"publisher": publisher or None}


FORMS = {"paste": PasteForm, "page": PageForm, "feed": FeedForm}


def take_in_view(request):
    if not request.user.has_perm("newsroom.add_article"):
        raise PermissionDenied
    step = request.POST.get("step", "")
    if step == "file":
        return _filed(request)
    if step == "item":
        return _shown(request, _item_of(request.POST))
    asked = {name: form(prefix=name) for name, form in FORMS.items()}
    if step in FORMS:
        asked[step] = form = FORMS[step](request.POST, request.FILES, prefix=step)
        if form.is_valid():
            found = form.found()
            return _listed(request, found) if step == "feed" else _shown(request, found)
    return _page(request, "take_in.html", forms=asked.values(), asked=asked, step=step or "paste")


def _bytes_of(file, address):
    if file:
        if file.size > MOST_BYTES:
            raise ValidationError("The file has more than 5 MB. Save the page as “HTML only”.")
        return file.read()
    try:
        return fetch_feed(address) if "://" in address else _refuse(address)
    except Refused as refusal:
        raise ValidationError(
            f"{refusal} Save the page in your browser and choose the file instead."
        ) from refusal


def _refuse(address):
    raise Refused(f"“{address}” is no http(s) address.")


def _item_of(posted):
    said = {name: posted.get(name, "").replace("\0", "") for name in ("headline", "body", "publisher", "url")}
    return Found(**said, day=read_day(posted.get("day", "")))


def _listed(request, found):
    """The items of a feed, each with a way in."""
    if not found:
        messages.warning(request, "The feed has no items.")
    return _page(request, "take_in_feed.html", found=found)


def _shown(request, found):
    """What was understood, with the stories that may be the same."""
    entity = publisher_of(found.publisher, found.url) if found.publisher else None
    cut = excerpt(found, settings.EXCERPT_WORDS) if found.publisher else found
    form = DraftForm(
        initial={
            "headline": found.headline, "dek": found.dek, "publisher": entity,
            "new_publisher": "" if entity else found.publisher, "canonical_url": found.url,
            "original_author": found.author, "first_published_on": found.day, "body": cut.body,
            "whole": found.text if found.publisher else "",
        }
    )  # fmt: skip
    is_cut = len(cut.text) < len(found.text)
    return _draft_page(request, form, found.headline, found.text, found.url, is_cut=is_cut)


def _filed(request):
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _draft_page(
            request, form, *(form.data.get(name, "") for name in ("headline", "whole", "canonical_url"))
        )
    said = dict(form.cleaned_data)
    said.pop("new_publisher")
    try:
        article = take_in(said.pop("headline"), by=request.user, now=timezone.now(), **said)
    except AlreadyTaken as refusal:
        form.add_error("canonical_url", _was_taken(refusal.article))
    except ValidationError as refusal:
        fields = getattr(refusal, "error_dict", {None: refusal})
        for name, error in fields.items():
            form.add_error(name if name in form.fields else None, error)
    else:
        messages.success(request, f"“{article}” is a draft now: add a byline, then write on.")
        return HttpResponseRedirect(_desk_of(article))
    return _draft_page(request, form, form.data["headline"], form.data.get("whole", ""), "")


def _draft_page(request, form, headline, text, url, *, is_cut=False):
    taken = already_taken(url)
    alike = [
        (found, _desk_of(found.story))
        for found in stories_alike(headline[:200], text)
        if not taken or found.story.pk != taken.pk
    ]
    return _page(
        request, "take_in_draft.html", form=form, alike=alike, taken=taken and _was_taken(taken),
        is_cut=is_cut, most=settings.EXCERPT_WORDS,
    )  # fmt: skip


def _was_taken(article):
    return format_html('This story was taken in before: <a href="{}">{}</a>.', _desk_of(article), article)


def _desk_of(story):
    return reverse(f"admin:newsroom_{story.kind}_change", args=[story.pk])


def _page(request, template, **context):
    frame = {**admin.site.each_context(request), "title": "Take in a story"}
    return TemplateResponse(request, f"admin/newsroom/{template}", frame | context)
