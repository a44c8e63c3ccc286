"""What makes a function a verb: one transaction, and the change log knows what was done and by whom."""

from collections.abc import Callable
from functools import wraps

from django.db import connection, transaction


def verb[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Run the function, which takes `by=` (a user or None), in one transaction, under its own name.

    The database writes the change log and asks the transaction who acts; a verb that takes `why=` has the
    history of every row it touches keep the reason. Inside another verb the outermost keeps the name: what
    the editor asked for is what the log says.
    """

    @wraps(function)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            by = kwargs.get("by")
            with connection.cursor() as cursor:
                cursor.execute(
                    "select set_config('newsroom.verb', %s, true), set_config('newsroom.by', %s, true),"
                    " set_config('newsroom.why', %s, true)"
                    " where coalesce(current_setting('newsroom.verb', true), '') = ''",
                    [function.__name__, str(by.pk) if by else "", kwargs.get("why") or ""],
                )
                is_outermost = cursor.rowcount == 1
            result = function(*args, **kwargs)
            if is_outermost:  # after an error the rollback forgets by itself
                _forget()
            return result

    return act


def _forget():
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('newsroom.verb', '', true), set_config('newsroom.by', '', true),"
            " set_config('newsroom.why', '', true)"
        )
