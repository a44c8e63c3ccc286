"""Numbers that readers are shown: as published, and as the record has them."""

from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api.addresses import resource_url, site_url
from cases.api.clocks import ClocksSerializer
from cases.api.resources import ListResource, RecordDetail
from cases.api.serializers.fields import Choice, Text, Words
from newsroom.api.serializers import Moment, StoryReferenceSerializer
from newsroom.filters import NumberFilters
from newsroom.numbers.asking import Grouping, What
from newsroom.numbers.counting import count, groups_of
from newsroom.numbers.figures import Value
from newsroom.numbers.showing import rows_address
from newsroom.publishing.models import PublishedNumber

ASKED_AT = {What.CASES: "case-list", What.PENALTIES: "case-list", What.ENTITIES: "entity-list"}


class TotalSerializer(serializers.Serializer):
    currency = Words()
    amount = serializers.DecimalField(max_digits=20, decimal_places=2, read_only=True)


class ValueSerializer(serializers.Serializer):
    """A count; or a sum, with a total for each currency, never added up across them."""

    words = serializers.CharField(source="*", read_only=True, help_text="As it is said.")
    count = serializers.IntegerField(read_only=True, help_text="How many rows; of a sum, those it is of.")
    totals = serializers.SerializerMethodField(help_text="Null where nothing is summed.")

    @extend_schema_field(TotalSerializer(many=True, allow_null=True))
    def get_totals(self, value):
        if value.totals is None:
            return None
        rows = [{"currency": name, "amount": value.totals[name]} for name in sorted(value.totals)]
        return TotalSerializer(rows, many=True).data


class GroupSerializer(serializers.Serializer):
    key = Words()
    label = Words()
    value = ValueSerializer()


class NumberSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True, source="number")
    url = serializers.SerializerMethodField()
    title = Words(source="told.title")
    label = Text(source="told.label")
    unit = Text(source="told.unit")
    unit_one = serializers.SerializerMethodField(help_text="The unit where the value is 1; null: the same.")
    summed = Text(source="definition.summed", help_text="Of a sum, which kinds of penalties, in words.")
    what = Choice(What.choices, source="told.what")
    filter = Text(source="told.query", help_text="In the words of `rows_in_api`; null: all of them.")
    grouped_by = Choice(
        [choice for choice in Grouping.choices if choice[0]], source="told.grouped_by", allow_null=True
    )
    value = serializers.SerializerMethodField(help_text="As the record has it; null: it cannot be counted.")
    counted_at = serializers.SerializerMethodField(help_text="When `value` was counted.")
    is_live = serializers.BooleanField(
        read_only=True, help_text="The story shows `value`; else it shows `published_value`."
    )
    published_value = ValueSerializer(source="value_then", help_text="When the story was published.")
    published_at = Moment(source="counted_at")
    story = StoryReferenceSerializer(source="publication")
    rows_url = serializers.SerializerMethodField(help_text="The page with the rows behind it.")
    rows_in_api = serializers.SerializerMethodField(
        help_text="Where the API serves the rows it counts today; null for events."
    )

    def get_unit_one(self, number) -> str | None:
        return number.told.get("unit_one")

    def get_url(self, number) -> str:
        return resource_url("number-detail", number.number)

    @extend_schema_field(ValueSerializer(allow_null=True))
    def get_value(self, number):
        return number.value_now and ValueSerializer(number.value_now).data

    @extend_schema_field(Moment())
    def get_counted_at(self, number):
        return Moment().to_representation(number.counted_now)

    def get_rows_url(self, number) -> str:
        return site_url(rows_address(number.publication.path, number.number))

    def get_rows_in_api(self, number) -> str | None:
        name = ASKED_AT.get(number.told["what"])
        query = _of_cases(number.told["query"])
        address = name and resource_url(name) + (f"?{query}" if query else "")
        clocks = self.context.get("clocks")
        return clocks.kept_in(address) if clocks and address else address


class NumberDetailSerializer(NumberSerializer):
    clocks = ClocksSerializer(source="*")
    groups = GroupSerializer(many=True, source="groups_now", help_text="A case in several counts in each.")


class NumberList(ListResource):
    """Numbers in stories that readers have, the last published first, as they were last counted."""

    serializer_class = NumberSerializer
    filterset_class = NumberFilters

    def get_queryset(self):
        return PublishedNumber.objects.newest_of_each(timezone.now()).without_rows().with_tally()

    def paginate_queryset(self, queryset):
        rows = super().paginate_queryset(queryset)
        for number in rows:
            told = number.told_today
            _show(number, Value.told(told) if told else None, number.tallied_at)
        return rows


class NumberDetail(RecordDetail):
    """A number in a story that readers have, counted now, or from another point of the record's clocks."""

    serializer_class = NumberDetailSerializer

    def get_object(self):
        now = timezone.now()
        found = PublishedNumber.objects.newest_of_each(now).without_rows()
        number = found.filter(number=self.kwargs["number"]).first()
        if number is None:
            raise Http404
        number.groups_now = []
        try:
            value = count(number.definition)
            if number.told["grouped_by"]:
                number.groups_now = groups_of(number.definition)
        except ValidationError:
            value = None
        _show(number, value, now)
        return number


def _of_cases(query):
    """The filter without which penalties are summed: the API lists the cases."""
    asked = [(name, value) for name, value in parse_qsl(query) if name != "penalty"]
    return urlencode(asked) if "penalty=" in query else query


def _show(number, value, counted_at):
    number.value_now, number.counted_now, number.value_then = value, counted_at, number.value
