"""Load all federal and state courts, with the courts they belong and appeal to.

Loading again adds what is new, fills what is empty and changes nothing that is there.
"""

import json

from django.core.management.base import BaseCommand

from cases.actions import establish_courts
from cases.imports.courts import describe_court, listed_courts


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_options):
        described = {code: describe_court(code) for code in listed_courts()}
        created, changed = establish_courts(described, by=None)
        self.stdout.write(json.dumps({"courts": len(described), "created": created, "changed": changed}))
