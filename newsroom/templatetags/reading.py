"""How the record is said to readers: dates with their machine form, attributions, penalties."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from cases.models import Statement
from cases.status import say_penalty
from newsroom.images.showing import picture_html

register = template.Library()

# These say nothing that the attribution beside them doesn't.
PLAIN_MODES = {Statement.Mode.REPORTED, Statement.Mode.CONFIRMED}

register.filter("say_penalty", say_penalty)


@register.filter
def when(date):
    """A partial date as `<time>`; one between two days has no machine form that HTML knows."""
    if date is None:
        return ""
    if date.precision in ("day", "month", "year"):
        return format_html('<time datetime="{}">{}</time>', date.isoformat(), date)
    return str(date)


@register.filter
def at_desk(story):
    """The address of a story's form."""
    return reverse(f"admin:newsroom_{story.kind}_change", args=[story.pk])


@register.filter
def moment(value):
    """`2 June 2025, 14:00 UTC`, on the desk's clock."""
    local = timezone.localtime(value)
    words = f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.filter
def day(value):
    """`2 June 2025`, the day on the desk's clock."""
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), date_format(local, "j F Y")
    )


@register.filter
def attribution(statement):
    """Who says so and how we know: `A spokesperson for Binance, according to Reuters, 29 May 2025`."""
    speaker = _speaker(statement)
    parts = [speaker] if speaker else []
    if statement.via:
        words = ", according to {}" if speaker else "According to {}"
        parts.append(format_html(words, _link(statement.via)))
    if statement.date:
        parts.append(format_html(", {}" if parts else "{}", when(statement.date)))
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def how_firmly(statement):
    """`alleged`, `denied`, `found by a court`; nothing for what is merely reported."""
    return "" if statement.mode in PLAIN_MODES else statement.get_mode_display()


@register.filter
def card_image(image):
    """A frozen image beside a headline that says it all: nothing is read out for it."""
    return picture_html(image, alt="", sizes="(min-width: 56rem) 40rem, 100vw")


def _speaker(statement):
    if not statement.asserted_by:
        return capfirst(statement.spokesperson)
    if statement.spokesperson:
        return format_html("{} for {}", capfirst(statement.spokesperson), _link(statement.asserted_by))
    return _link(statement.asserted_by)


def _link(entity):
    return format_html('<a href="{}">{}</a>', entity.get_absolute_url(), entity.name)
