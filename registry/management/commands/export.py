"""`manage.py export tenures`: every tenure as public data, as JSON or CSV, to standard output. See docs/export.md."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import chain

from django.core.management.base import BaseCommand, CommandError

from orders.models import Tenure
from people.periods import today
from registry.days import DaysForm
from registry.shapes import as_json, csv_cells, csv_columns
from registry.tenure_record import TenureRecord, records

# Without it Excel reads UTF-8 as the local code page and every Chinese character is lost; other programs would take it
# for a part of the first column's name.
BYTE_ORDER_MARK = "\ufeff"


class Command(BaseCommand):
    help = "Write tenures to standard output as JSON or CSV (docs/export.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["tenures"])
        parser.add_argument("--format", choices=["json", "csv"], default="json")
        parser.add_argument("--on", metavar="DAY", default="", help="only tenures held on this day (YYYY-MM-DD)")
        parser.add_argument(
            "--known-on", metavar="DAY", default="", help="as publicly known on this day; default: today's knowledge"
        )
        parser.add_argument("--open", action="store_true", help="only tenures without an end on record")
        parser.add_argument("--excel", action="store_true", help="begin CSV with a byte order mark, as Excel needs it")

    def handle(self, *args: object, **options: object) -> None:
        form = DaysForm({"on": options["on"], "known_on": options["known_on"]})
        if not form.is_valid():
            option, sentences = next(iter(form.errors.items()))
            raise CommandError(f"--{option.replace('_', '-')}: {sentences[0]}")
        on, known_on = form.cleaned_data["on"], form.cleaned_data["known_on"]
        tenures = Tenure.objects.at(on, known_on) if on else Tenure.objects.known(known_on)
        if options["open"]:
            tenures = tenures.open()
        if options.get("stdout") is None and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # whatever the locale says
        rows = records(tenures.in_time_order(), on=on, known_on=known_on, today=today())
        try:
            if options["excel"] and options["format"] == "csv":
                self.stdout.write(BYTE_ORDER_MARK, ending="")
            for text in json_lines(rows) if options["format"] == "json" else csv_lines(rows, TenureRecord):
                self.stdout.write(text, ending="")
            self.stdout.flush()
        except BrokenPipeError:
            # The reader has had enough (export | head): nothing is left to say, not even when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def json_lines(rows: Iterable[object]) -> Iterator[str]:
    """One JSON array, a record on each line."""
    separator = "[\n"
    for row in rows:
        yield separator + json.dumps(as_json(row), ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def csv_lines(rows: Iterable[object], shape: type) -> Iterator[str]:
    """RFC 4180 lines, the column names first."""
    line = io.StringIO()
    writer = csv.writer(line)
    for cells in chain([csv_columns(shape)], (csv_cells(shape, row) for row in rows)):
        line.seek(0)
        line.truncate()
        writer.writerow(cells)
        yield line.getvalue()
