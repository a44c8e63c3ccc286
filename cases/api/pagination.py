"""Pages of a list, followed by a cursor."""

from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from cases.api.addresses import site_url
from cases.api.keyset import Order, keys_beyond
from cases.api.problems import BadRequest

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
PARAMETERS = {
    "cursor": {
        "description": "Where the page begins, as `next` and `previous` have it.",
        "schema": {"type": "string", "minLength": 1},
    },
    "page_size": {
        "description": f"How many rows a page has, {DEFAULT_SIZE} unless given.",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
    },
}


class CursorPages(BasePagination):
    """Rows before or after a row that the cursor names by its place in the order.

    Cursors are signed: what is read back is what was given out. They are no secret, only opaque.
    """

    signer = Signer(salt="cases.api.pagination")

    def paginate_queryset(self, queryset, request, view=None):  # noqa: ARG002  DRF's signature
        self.request = request
        self.order = Order.of(queryset)
        self.label = f"{queryset.model._meta.label_lower} {self.order}"
        size, (backward, key) = self._size(), self._cursor()
        found = keys_beyond(queryset, key, backward=backward, limit=size + 1)
        keys = found[:size][::-1] if backward else found[:size]
        goes_on = len(found) > size
        self.next = keys[-1] if keys and (goes_on or backward) else None
        self.previous = keys[0] if keys and (goes_on if backward else key) else None
        rows = queryset.in_bulk([key[-1] for key in keys])
        return [rows[key[-1]] for key in keys if key[-1] in rows]

    def get_paginated_response(self, data):
        following = {"next": self._link(self.next, "after"), "previous": self._link(self.previous, "before")}
        return Response({**following, "results": data})

    def _size(self):
        given = self.request.query_params.get("page_size", str(DEFAULT_SIZE))
        if not (given.isascii() and given.isdigit() and len(given) <= 3 and 1 <= int(given) <= LARGEST_SIZE):
            raise BadRequest({"page_size": [f"Expected a whole number from 1 to {LARGEST_SIZE}."]})
        return int(given)

    def _cursor(self):
        given = self.request.query_params.get("cursor")
        if given is None:
            return False, None
        try:
            label, direction, *values = self.signer.unsign_object(given)
        except (BadSignature, ValueError):
            raise BadRequest({"cursor": ["Expected a cursor from next or previous of a list."]}) from None
        if label != self.label:
            raise BadRequest({"cursor": ["It belongs to another list or another ordering."]})
        return direction == "before", self.order.decode(values)

    def _link(self, key, direction):
        if key is None:
            return None
        cursor = self.signer.sign_object([self.label, direction, *self.order.encode(key)])
        given = [(name, value) for name, values in self.request.query_params.lists() for value in values]
        kept = [(name, value) for name, value in given if name != "cursor"]
        return site_url(f"{self.request.path}?{urlencode([*kept, ('cursor', cursor)])}")

    def get_schema_operation_parameters(self, view):  # noqa: ARG002  DRF's signature
        return [{"name": name, "in": "query", **parameter} for name, parameter in PARAMETERS.items()]

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "The page after this one; null on the last."},
                "previous": {**link, "description": "The page before this one; null on the first."},
                "results": schema,
            },
        }


class RecordPages(CursorPages):
    """Pages of rows of the record: they say which point of its two clocks they are told from."""

    def paginate_queryset(self, queryset, request, view=None):
        self.clocks = view.clocks
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data):
        answer = super().get_paginated_response(data)
        answer.data = {"clocks": self.clocks.told(), **answer.data}
        return answer

    def get_paginated_response_schema(self, schema):
        pages = super().get_paginated_response_schema(schema)
        told = {"$ref": "#/components/schemas/Clocks"}
        return {
            **pages,
            "required": ["clocks", *pages["required"]],
            "properties": {"clocks": told, **pages["properties"]},
        }
