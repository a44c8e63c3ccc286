"""From a fresh clone to a running newsroom: database, accounts, the demo story, the site."""

import signal
import sys

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import timezone

from newsroom.demo import serving, staff
from newsroom.demo.addresses import addresses
from newsroom.demo.loading import tell_stories
from newsroom.demo.static import collect_static


class Command(BaseCommand):
    help = "Set up a newsroom with a demo story and serve it on this machine. Run it as often as you like."
    requires_system_checks = []
    is_interrupted = False

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
        parser.add_argument("--no-serve", action="store_true", help="set everything up, and stop there")
        parser.add_argument(
            "--reset-passwords", action="store_true", help="give the accounts new passwords, and show them"
        )

    def handle(self, *_args, **options):
        before = signal.signal(signal.SIGINT, self.interrupt)
        try:
            if options["no_serve"]:
                self.set_up(options)
            else:
                serving.require_port(options["port"])
                self.set_up(options)
                self.heed_interrupt()
                self.serve(options["port"])
        except serving.NoPort as problem:
            raise CommandError(str(problem)) from problem
        except OperationalError as problem:
            raise CommandError(f"The database cannot be used: {problem}") from problem
        except KeyboardInterrupt:
            self.say("\nStopped before all was ready. Run it again to go on.")
            sys.exit(130)
        except OSError as problem:
            raise CommandError(f"A file could not be written: {problem}") from problem
        finally:
            signal.signal(signal.SIGINT, before)

    def interrupt(self, _number, _frame):
        """Ctrl-C. Python drops an exception raised in a finaliser, so that it came is remembered too."""
        self.is_interrupted = True
        raise KeyboardInterrupt

    def heed_interrupt(self):
        if self.is_interrupted:
            raise KeyboardInterrupt

    def set_up(self, options):
        self.say("Preparing the database …")
        require_database()
        call_command("migrate", interactive=False, verbosity=0)
        passwords = staff.establish_accounts()
        if options["reset_passwords"]:
            passwords = staff.reset_passwords()
        self.hand_over(passwords)
        self.tell()
        if collect_static():
            self.say("Static files are collected.")

    def tell(self):
        try:
            told = tell_stories(by=staff.editor())
        except ValidationError as problem:
            self.say(f"The demo story is left out; the record objects: {' '.join(problem.messages)}")
        else:
            self.say("The demo story is told." if told else "The demo story is here already, as you left it.")

    def hand_over(self, passwords):
        if not passwords:
            self.say("The accounts exist. For new passwords: uv run manage.py demo --reset-passwords")
            return
        self.say("\nSign in with (shown only this once):")
        for username, password in passwords.items():
            self.say(f"  {username:10}{password}")
        self.say("")

    def serve(self, port):
        pages = [f"  {name:15}{serving.site_at(port)}{path}" for name, path in addresses(timezone.now())]
        lines = ["\nOpen:", *pages, "\nCtrl-C stops it."]
        serving.serve(port, when_ready=lambda: self.say("\n".join(lines)))
        self.say("\nStopped.")

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def require_database():
    """Raise OperationalError at once: the pool would try for ten seconds, and log every attempt."""
    with connection.wrap_database_errors:
        connection.Database.connect(**connection.get_connection_params(), connect_timeout=5).close()
