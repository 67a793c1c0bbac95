"""Derive all tenures anew from the acts on record, or tell whether they have drifted."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from orders.tenures.projection import Drift, drift, rebuild
from people.models import Official, Position


class Command(BaseCommand):
    help = "由任免动作重新推算全部任职；--check 只核对，有出入时以 1 退出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只核对，不改动。")

    def handle(self, *args: object, check: bool, **options: object) -> None:
        if not check:
            self.stdout.write(_("已重新推算，改动 %(count)s 行。") % {"count": rebuild()})
            return
        count = 0
        for difference in drift():
            count += 1
            self.stdout.write(described(difference))
        if count:
            raise CommandError(
                _("任职与任免动作有 %(count)s 处出入；运行 rebuild_tenures 可以重新推算。") % {"count": count}
            )
        self.stdout.write(_("任职与任免动作一致。"))


def described(difference: Drift) -> str:
    """One line that names the official, the post and the days of a row that is too many or missing."""
    row = difference.row
    official = Official.everything.get(pk=row.official)
    position = Position.everything.select_related("body").get(pk=row.position)
    period = f"[{row.began or '?'}, {row.ended or ''})"
    return f"{'+' if difference.stored else '-'} {official} {position} {period} {row.known_from}…{row.known_until}"
