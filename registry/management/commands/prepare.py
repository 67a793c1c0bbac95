"""`manage.py prepare`: everything between the installed packages and a server that answers; `make run` calls it."""

import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from registry.catalogue import compile_stale
from registry.demo import demo_accounts_exist


class Command(BaseCommand):
    """Bring a new or an old database up to date; a new one gets the founding notices and two demo accounts."""

    help = (
        "compile messages, migrate, collect static files; into a new database: the founding notices, two demo accounts"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="the port of 127.0.0.1 that will be served")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        _refuse_taken(port)
        compile_stale(Path(settings.LOCALE_PATHS[0]))
        call_command("migrate", verbosity=0)
        if _static_files_are_stale():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        # The accounts come last, so a first start that was interrupted is still a first start.
        if not demo_accounts_exist():
            call_command("load_founding", stdout=self.stdout)
            self.stdout.write(_("演示账号（密码只显示这一次；make passwords 可重设）："))
            call_command("demo_accounts", stdout=self.stdout)
        self._say_where(f"http://127.0.0.1:{port}")

    def _say_where(self, site: str) -> None:
        self.stdout.write(_("公开页面：%(address)s") % {"address": f"{site}/zh/  English: {site}/en/"})
        self.stdout.write(_("办公台（录入与审核）：%(address)s") % {"address": f"{site}/zh/admin/"})
        self.stdout.write(_("接口：%(address)s") % {"address": f"{site}/api/v1/"})
        self.stdout.write(
            _("按 Ctrl+C 停止；数据保存在 %(place)s。") % {"place": settings.DATABASES["default"]["NAME"]}
        )


def _refuse_taken(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(_("端口 %(port)d 不可用，请换一个：make run PORT=8001。") % {"port": port}) from error


def _static_files_are_stale() -> bool:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    return any(
        Path(storage.path(name)).stat().st_mtime > collected
        for finder in get_finders()
        for name, storage in finder.list([])
    )
