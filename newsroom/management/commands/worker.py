import asyncio

from django.core.management.base import BaseCommand
from django.db import connection

from newsroom import worker
from newsroom.jobs.worker import work


class Command(BaseCommand):
    help = "Do what can wait: follow up publications, make pages ready. Run one or more, always restarted."

    def add_arguments(self, parser):
        parser.add_argument("--concurrency", type=int, default=2, help="how many jobs at a time (2)")

        parser.add_argument("--heartbeat", type=float, default=10, help="seconds between signs of life (10)")

    def handle(self, *_args, **options):
        worker.register()
        connection.close()
        self.stdout.write("Working.")
        self.stdout.flush()
        asyncio.run(work(options["concurrency"], options["heartbeat"]))
        self.stdout.write("Stopped; nothing was left half done.")
