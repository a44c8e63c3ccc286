"""What the body editor asks the desk: what can be cited, which numbers and pictures there are, and more."""

from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.models import Source, Statement
from newsroom.images.actions import add_image
from newsroom.images.developing import MOST_BYTES, NotAPicture, narrower
from newsroom.images.models import Image
from newsroom.images.showing import address
from newsroom.numbers.figures import Value, say, unit_of
from newsroom.numbers.models import Number
from newsroom.prose.sanitise import clean

OFFERED = 12
MOST_ASKED = 300
MOST_PASTED = 24 * 1024 * 1024
WRITERS = ("newsroom.change_article", "newsroom.change_explainer")


def urls_of(site: AdminSite) -> list:
    """The addresses, below the desk's own."""
    return [
        path("editor/citable/", site.admin_view(citable), name="editor_citable"),
        path("editor/numbers/", site.admin_view(numbers), name="editor_numbers"),
        path("editor/pictures/", site.admin_view(pictures), name="editor_pictures"),
        path("editor/pictures/<int:pk>/", site.admin_view(picture), name="editor_picture"),
        path("editor/upload/", site.admin_view(upload), name="editor_upload"),
        path("editor/clean/", site.admin_view(cleaned), name="editor_clean"),
    ]


def _only(user, *permissions):
    if not any(user.has_perm(permission) for permission in permissions):
        raise PermissionDenied


@require_GET
def citable(request):
    """Sources and statements that hold the words asked for, or those named, for what is cited already."""
    _only(request.user, "cases.view_source")
    sources = Source.objects.select_related("publisher")
    # What readers may not see is no source of theirs, whoever asks.
    statements = Statement.objects.visible_to(None).select_related("asserted_by", "via")
    named = request.GET.getlist("named")[:MOST_ASKED]
    if named:
        sources = sources.filter(pk__in=_numbers(named, "source"))
        statements = statements.filter(pk__in=_numbers(named, "statement"))
    else:
        words = _words(request)
        sources = sources.filter(_holding(words, "title", "publisher__name", "author", "url")).order_by(
            "-pk"
        )[:OFFERED]
        said = _holding(words, "text", "asserted_by__name", "point", "case__caption")
        statements = statements.filter(said).order_by("-pk")[:OFFERED]
    found = [_source(source) for source in sources] + [_statement(statement) for statement in statements]
    return JsonResponse({"found": found})


@require_GET
def numbers(request):
    """Numbers that hold the words asked for, or those named, each with what it came to when last counted."""
    _only(request.user, "newsroom.view_number")
    named = request.GET.getlist("named")[:MOST_ASKED]
    found = Number.objects.with_tally()
    if named:
        found = found.filter(pk__in=_numbers(named, "number"))
    else:
        found = found.called(_words(request)).order_by("-pk")[:OFFERED]
    return JsonResponse({"found": [_number(number) for number in found]})


@require_GET
def pictures(request):
    """Pictures of which the words asked for are said, newest first."""
    _only(request.user, "newsroom.view_image")
    found = Image.objects.described(" ".join(_words(request))).newest_first()[:OFFERED]
    return JsonResponse({"found": [_picture(image) for image in found]})


@require_GET
def picture(request, pk):
    """Where the picture of this number is, small."""
    _only(request.user, "newsroom.view_image")
    image = get_object_or_404(Image, pk=pk)
    return HttpResponseRedirect(address(narrower(image.file, image.widths[0])))


@require_POST
def upload(request):
    """Take in a picture from the editor's dialog, with its alt text, credit and caption."""
    _only(request.user, "newsroom.add_image")
    file = request.FILES.get("file")
    said = {
        name: request.POST.get(name, "").replace("\0", "").strip() for name in ("alt", "credit", "caption")
    }
    if not file:
        return JsonResponse({"problems": ["Choose a file."]}, status=400)
    if not said["credit"]:
        return JsonResponse({"problems": ["Say who made the picture: readers see the credit."]}, status=400)
    try:
        image = add_image(file.read(MOST_BYTES + 1), by=request.user, now=timezone.now(), **said)
    except NotAPicture as refusal:
        return JsonResponse({"problems": [str(refusal)]}, status=400)
    except ValidationError as refusal:
        return JsonResponse({"problems": refusal.messages}, status=400)
    return JsonResponse(_picture(image))


@require_POST
def cleaned(request):
    """The body that pasted HTML stands for."""
    _only(request.user, *WRITERS)
    if len(request.body) > MOST_PASTED:
        return JsonResponse({"problems": ["That is more than 24 MB. Paste it in parts."]}, status=413)
    return JsonResponse({"html": clean(request.body.decode("utf-8", "replace"))})


def _words(request):
    return request.GET.get("q", "").replace("\0", " ").split()[:8]


def _numbers(named, kind):
    """From `source-7`, 7."""
    numbers = (name.removeprefix(f"{kind}-") for name in named if name.startswith(f"{kind}-"))
    return [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) <= 18]


def _holding(words, *fields):
    condition = Q()
    for word in words:
        condition &= Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)
    return condition


def _source(source):
    told = [source.get_kind_display(), source.publisher and source.publisher.name, source.date_published]
    about = ", ".join(str(part) for part in told if part)
    return {"kind": "source", "number": source.pk, "words": source.title, "about": about}


def _statement(statement):
    said_by = statement.asserted_by and statement.asserted_by.name
    via = statement.via and f"according to {statement.via.name}"
    told = [
        f"statement, {statement.get_mode_display()}",
        said_by or statement.spokesperson,
        via,
        statement.date,
    ]
    about = ", ".join(str(part) for part in told if part)
    return {"kind": "statement", "number": statement.pk, "words": statement.text[:300], "about": about}


def _number(number):
    today, frozen = number.told_today and Value.told(number.told_today), number.frozen
    value = say(today, frozen) if today else "…"
    unit = unit_of(today, frozen) if today else number.unit
    about = f"{today or '…'} {unit}".strip() + f": {number.get_what_display()}"
    about += f" ({summed})" if (summed := number.definition.summed) else ""
    return {"kind": "number", "number": number.pk, "words": number.title, "about": about, "value": value}


def _picture(image):
    names = ("alt", "credit", "caption", "width", "height")
    small = address(narrower(image.file, image.widths[0]))
    return {"number": image.pk, "small": small, **{name: getattr(image, name) for name in names}}
