"""python manage.py read_notice FILE… [--json] [--bodies-on-record]: what notices say, without a database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from orders.notices.notice import Reading
from orders.notices.report import to_json, to_table
from orders.sources import Kind, SourceText, Unreadable, read_file
from people.models import BodyName

STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = _("读出任免通知：每一项任命、免去，以及未能读出的文字。")
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help=_("文件（.txt、.docx、.pdf、.html）；- 表示标准输入。")
        )
        parser.add_argument("--json", action="store_true", help=_("输出JSON。"))
        parser.add_argument("--bodies-on-record", action="store_true", help=_("用登记在册的机构名称帮助划分职务。"))

    def handle(self, *args: object, files: Sequence[str], **options: object) -> None:
        bodies = frozenset(_names_on_record()) if options["bodies_on_record"] else frozenset()
        contents = [(file, _bytes_of(file)) for file in files]
        readings = [(file, *_read(file, content, bodies)) for file, content in contents]
        if options["json"]:
            rows = [to_json(reading, file=file, source=_told(source)) for file, source, reading in readings]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(to_table(reading, file=file) for file, _source, reading in readings), ending="")


def _names_on_record() -> list[str]:
    try:
        return list(BodyName.objects.values_list("name", flat=True).distinct())
    except DatabaseError as error:
        raise CommandError(_("不能从数据库读取机构名称；不加 --bodies-on-record 则不需要数据库。")) from error


def _read(file: str, content: bytes, bodies: frozenset[str]) -> tuple[SourceText, Reading]:
    try:
        return read_file(content, name=file, bodies=bodies)
    except Unreadable as error:
        raise CommandError(f"{file}：{_(error.template) % error.values}") from error


def _told(source: SourceText) -> dict[str, object] | None:
    """What a program needs besides, to find the spans of a reading in a file that is more than its characters."""
    if source.kind is Kind.TEXT:
        return None
    return {
        "kind": source.kind.value,
        "text": source.text,
        "places": [
            {"span": list(place.span), "kind": place.kind.value, "number": place.number, "table": place.table or None}
            for place in source.places
        ],
    }


def _bytes_of(file: str) -> bytes:
    """The bytes of a file or of standard input; one sentence where they cannot be had."""
    try:
        return sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except FileNotFoundError as error:
        raise CommandError(_("没有文件%(file)s。") % {"file": file}) from error
    except OSError as error:
        raise CommandError(_("不能读取%(file)s：%(why)s。") % {"file": file, "why": error.strerror}) from error
