"""What is done after the fact, by `manage.py worker`: a table of what follows, and when it is looked for."""

from importlib import import_module


def register() -> None:
    """Let the worker of this process know every job."""
    import_module("newsroom.jobs.running")
    import_module("newsroom.worker.rounds")
