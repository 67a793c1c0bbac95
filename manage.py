#!/usr/bin/env python3
"""Run an administrative command of the register, e.g. `python manage.py migrate`."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

from registry.outage import said_to_a_command

CANNOT_TELL = 2  # the exit code where the database could not be asked; 1 is a command's own refusal


def run(arguments: list[str]) -> int:
    """Run a command; a database that cannot be asked is said in a sentence, with --traceback in all Python knows."""
    try:
        execute_from_command_line(arguments)
    except DatabaseError as error:
        sentence = said_to_a_command(error)
        if sentence is None or "--traceback" in arguments:
            raise
        sys.stderr.write(f"{sentence}\n")
        return CANNOT_TELL
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    sys.exit(run(sys.argv))
