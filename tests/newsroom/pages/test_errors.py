import pytest
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.test import RequestFactory

from newsroom.pages import errors
from tests.newsroom.pages.seen import words


@pytest.fixture
def request_(rf: RequestFactory):
    return rf.get("/nowhere/")


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (
            lambda r: errors.bad_request(r, BadRequest("There is no such court.")),
            400,
            "There is no such court. Go back",
        ),
        (lambda r: errors.bad_request(r, BadRequest()), 400, "Something in it is damaged. Go back"),
        (
            lambda r: errors.bad_request(r, SuspiciousOperation("secret")),
            400,
            "Something in it is damaged. Go back",
        ),
        (lambda r: errors.forbidden(r, PermissionError()), 403, "Your account does not have the permission"),
        (errors.not_from_here, 403, "You have signed in or out since this form was opened"),
        (lambda r: errors.not_found(r, KeyError()), 404, "The address may be mistyped"),
        (errors.server_error, 500, "It has been noted. Try again"),
    ],
)
def test_error_says_what_to_do_without_the_database(request_, answer, status, said):
    response = answer(request_)

    assert response.status_code == status
    assert words(response)[1].startswith(said)
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/articles/%00/", "/articles/a%20b/", "/cases/%3Cscript%3E/", "/articles/../"]
)
def test_unknown_address_is_not_found(client, db, path):
    response = client.get(path)

    assert (response.status_code, words(response)[0]) == (404, "There is nothing here")
