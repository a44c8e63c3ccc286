from django.core.management.base import BaseCommand, CommandError

from newsroom.publishing.verification import verify_publications


class Command(BaseCommand):
    help = "Compute the chain of every story's editions again, and name each that is not what was published."

    def handle(self, *_args, **_options):
        faults = 0
        for fault in verify_publications():
            self.stdout.write(str(fault))
            faults += 1
        if faults:
            several = "fault" if faults == 1 else "faults"
            raise CommandError(f"{faults} {several}: compare these editions with a backup.")
        self.stdout.write("Every edition is what was published.")
