"""Asking the API, and the database's clock to ask it by."""

from django.db import connection

SITE = "https://docket.example"


def moment():
    """Now on the database's clock, as a parameter."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        return cursor.fetchone()[0].isoformat()


def ask(client, path, **given):
    answer = client.get(f"/api/v1/{path}", given)
    assert answer.status_code == 200, answer.content
    return answer.json()


def told(client, path, name, **given):
    """Of each row of a list, what it says under the name."""
    return [row[name] for row in ask(client, path, **given)["results"]]


def refusals(answer):
    """What was wrong, by parameter."""
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    return {error["parameter"]: error["detail"] for error in answer.json()["errors"]}
