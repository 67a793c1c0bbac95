"""`manage.py catalogue update|compile|check`."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from registry.catalogue import compile_stale, faults, merged, messages_in_use, read, text_of


class Command(BaseCommand):
    """Keep the English catalogue in step with the code."""

    help = "update: put new messages of the code into locale/; compile: write the .mo files; check: say what is missing"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["update", "compile", "check"])

    def handle(self, *args: object, **options: object) -> None:
        locale_dir = Path(settings.LOCALE_PATHS[0])
        english = locale_dir / "en" / "LC_MESSAGES" / "django.po"
        if options["action"] == "compile":
            for path in compile_stale(locale_dir):
                self.stdout.write(str(path))
            return
        in_use = messages_in_use(settings.BASE_DIR)
        if options["action"] == "update":
            english.parent.mkdir(parents=True, exist_ok=True)
            english.write_text(text_of(merged(read(english), in_use)), encoding="utf-8")
        missing = faults(read(english), in_use)
        for finding in missing:
            self.stdout.write(str(finding))
        if options["action"] == "check" and missing:
            raise CommandError(f"The English catalogue has {len(missing)} faults.")
