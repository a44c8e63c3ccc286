"""What went wrong, as application/problem+json (RFC 9457), for whatever lies under /api/."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("django.request")


class BadRequest(exceptions.APIException):
    """A request that cannot be answered; `errors` names each parameter at fault and what was expected."""

    status_code = 400

    def __init__(self, errors: dict[str, list[str]]):
        self.errors = [
            {"parameter": name[:100], "detail": detail}
            for name, details in errors.items()
            for detail in details
        ]
        names = ", ".join(dict.fromkeys(error["parameter"] for error in self.errors))
        super().__init__(f"The request has bad parameters: {names}.")


class Gone(exceptions.APIException):
    """Something readers could once see and no longer can."""

    status_code = 410


class Moved(exceptions.APIException):
    """The resource has another address now."""

    status_code = 301

    def __init__(self, location: str):
        self.location = location
        super().__init__(f"This has moved to {location}.")


def problem_response(exc, context):
    """DRF's exception handler: every refusal, and in production every fault, as a problem."""
    match exc:
        case Http404():
            exc = exceptions.NotFound("There is nothing at this address.")
        case SuspiciousOperation():
            exc = exceptions.ParseError("The request is malformed.")
        case exceptions.APIException():
            pass
        case _:
            return _fault(exc, context["request"])
    return _problem(exc, context["request"])


def _problem(exc, request):
    data = {
        "type": "about:blank",
        "title": HTTPStatus(exc.status_code).phrase,
        "status": exc.status_code,
        "detail": str(exc.detail),
        "instance": request.path,
    }
    if errors := getattr(exc, "errors", None):
        data["errors"] = errors
    # Whatever the resource would have been given as, the refusal is JSON.
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
    headers = {"Location": exc.location} if isinstance(exc, Moved) else {}
    return Response(data, status=exc.status_code, headers=headers, content_type=MEDIA_TYPE)


def _fault(exc, request):
    """As Django does with what nobody caught: tell who listens, log it, and show the caller nothing of it."""
    if settings.DEBUG:
        return None
    got_request_exception.send(sender=problem_response, request=request._request)
    log.error("Internal Server Error: %s", request.path, exc_info=exc)
    return _problem(exceptions.APIException("Something broke on our side. It has been logged."), request)
