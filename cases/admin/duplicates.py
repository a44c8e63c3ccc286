"""Pairs that are likely one: side by side with the reasons; merged either way, or said to be two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cases.actions import declare_distinct
from cases.admin.merging import MAY_MERGE
from cases.models import Case, Docket, Entity
from cases.models.in_common import in_common

PROBED = 25
SHOWN = 20
# So many times are the next rows looked at, until a pair turns up.
LOOKS = 4
IN_COMMON = 3
TOLD = 6


class DuplicatesDoor:
    """For the desks of what can be merged. Never more than LOOKS × PROBED rows are probed for a page."""

    def get_urls(self):
        name, view = f"cases_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("duplicates/", view(self.duplicates_view), name=f"{name}_duplicates"),
            path("distinct/", view(require_POST(self.distinct_view)), name=f"{name}_distinct"),
            *super().get_urls(),
        ]

    def duplicates_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        before = request.GET.get("before", "")
        if before and not (before.isdecimal() and int(before) < 2**63):
            raise Http404
        pairs, rest = self._look(request, int(before) if before else None)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Likely duplicates among {self.opts.verbose_name_plural}",
            "pairs": self._side_by_side(pairs),
            "rest": rest,
            "may_merge": request.user.has_perm(MAY_MERGE),
            "may_part": self._may_part(request),
        }
        return TemplateResponse(request, "admin/cases/duplicates.html", context)

    def distinct_view(self, request):
        if not self._may_part(request):
            raise PermissionDenied
        numbers = {value for name in ("first", "second") if (value := request.POST.get(name, "")).isdecimal()}
        found = self.get_queryset(request).prefetch_related(None)
        rows = [row for pk in numbers if int(pk) < 2**63 and (row := found.filter(pk=int(pk)).first())]
        if len(rows) == 2:
            declare_distinct(*rows, by=request.user)
            messages.success(request, f"{rows[0]} and {rows[1]} are two: nobody is asked about them again.")
        else:
            messages.error(request, "One of the two is no longer in the record, so there is nothing to say.")
        back = request.POST.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        here = reverse(f"admin:cases_{self.opts.model_name}_duplicates")
        return HttpResponseRedirect(back if is_ours else here)

    def _may_part(self, request):
        return request.user.has_perm(
            "cases.add_distinctcases" if self.model is Case else "cases.add_distinctentities"
        )

    def _look(self, request, before):
        """The pairs among the next rows, and where to go on: None at the end of the record."""
        rows = self.get_queryset(request).prefetch_related(None).order_by("-pk")
        for _ in range(LOOKS):
            some = rows.filter(pk__lt=before) if before else rows
            probed = list(some.values_list("pk", flat=True)[:PROBED])
            if not probed:
                return [], None
            asked = self.model.objects.filter(pk__gte=probed[-1], pk__lte=probed[0])
            pairs = asked.likely_duplicates(shown=SHOWN, probed=PROBED)
            before = probed[-1] if len(probed) == PROBED else None
            if pairs or before is None:
                break
        return pairs, before

    def _side_by_side(self, pairs):
        rows = [row for pair in pairs for row in (pair.first, pair.second)]
        tell = _cases_told if self.model is Case else _entities_told
        told = tell(rows)
        numbers = [(pair.first.pk, pair.second.pk) for pair in pairs]
        common = in_common(self.model, numbers, most=IN_COMMON) if pairs else {}
        return [
            {
                "sides": [(one, other, told[one.pk]) for one, other in _both_ways(pair)],
                "first": pair.first,
                "second": pair.second,
                "reasons": pair.reasons,
                "score": round(pair.score * 100),
                "common": common.get((pair.first.pk, pair.second.pk), []),
            }
            for pair in pairs
        ]


def _both_ways(pair):
    return (pair.first, pair.second), (pair.second, pair.first)


def _entities_told(rows):
    """What tells an entity from another: kind, what it is, other names, registers."""
    named = Entity.objects.with_names().in_bulk([row.pk for row in rows])
    return {
        pk: [
            ("Kind", [entity.get_kind_display()]),
            ("What it is", [entity.description, entity.country, entity.website]),
            ("Also called", _some([alias.name for alias in entity.aliases.all()])),
            ("Registers", _some([str(known) for known in entity.identifiers.all()])),
        ]
        for pk, entity in named.items()
    }


def _cases_told(rows):
    """What tells a case from another: kind, dates, dockets."""
    dockets = {}
    for docket in Docket.objects.filter(case__in=rows).select_related("court").order_by("pk"):
        dockets.setdefault(docket.case_id, []).append(f"{docket} ({docket.court})")
    return {
        row.pk: [
            ("Kind", [row.get_kind_display()]),
            ("Filed", [row.date_filed]),
            ("Closed", [row.date_terminated]),
            ("Dockets", _some(dockets.get(row.pk, []))),
        ]
        for row in rows
    }


def _some(names):
    return names if len(names) <= TOLD else [*names[:TOLD], f"and {len(names) - TOLD} more"]
