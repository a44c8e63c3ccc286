"""What readers see when there is nothing to show; none of it needs the database."""

from django.http import HttpResponse

from newsroom.pages.rendering import render


def bad_request(request, exception):
    return _answer(request, 400, reason=_words_of(exception))


def forbidden(request, exception):  # noqa: ARG001  Django's signature
    return _answer(request, 403)


def not_from_here(request, reason=""):  # noqa: ARG001  the signature of a CSRF view
    """A form whose page was opened before somebody signed in or out."""
    return _answer(request, 403, "403_csrf.html")


def not_found(request, exception):  # noqa: ARG001  Django's signature
    return _answer(request, 404)


def server_error(request):
    return _answer(request, 500)


def _answer(request, status, template="", **context):
    html = render(template or f"{status}.html", {"path": request.path, "robots": "noindex", **context})
    return HttpResponse(html, status=status)


def _words_of(exception):
    """Our own words to the reader; what Django found suspicious stays between it and the log."""
    from_us = type(exception).__name__ == "BadRequest" and exception.args
    return str(exception.args[0]) if from_us else ""
