"""`manage.py prepare`: everything between the installed packages and a server that answers; `make run` calls it."""

import socket
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _

from orders.office.access import ensure_groups
from registry.catalogue import compile_stale
from registry.demo import demo_accounts_exist


class Command(BaseCommand):
    """Bring a new or an old database up to date.

    A new one gets the founding notices and two demo accounts, or, as `empty`, neither: an office's log shall not begin
    with somebody who is nobody. Until it has accounts, each start says how the first is made.
    """

    help = (
        "compile messages, migrate, collect static files; into a new database: the founding notices, two demo accounts"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="the port of 127.0.0.1 that will be served")
        parser.add_argument("--register", choices=["founding", "empty"], default="founding")

    def handle(self, *args: object, port: int, register: str, **options: object) -> None:
        _refuse_taken(port)
        compile_stale(Path(settings.LOCALE_PATHS[0]))
        call_command("migrate", verbosity=0)
        self._warn()
        if _static_files_are_stale():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        if register == "founding":
            self._found()
        else:
            self._ask_for_accounts()
        self._say_where(f"http://127.0.0.1:{port}")

    def _found(self) -> None:
        """The accounts come last, so a first start that was interrupted is still a first start."""
        if not demo_accounts_exist():
            call_command("load_founding", stdout=self.stdout)
            self.stdout.write(_("演示账号（密码只显示这一次；make passwords 可重设）："))
            call_command("demo_accounts", stdout=self.stdout)

    def _ask_for_accounts(self) -> None:
        ensure_groups()
        if not get_user_model().objects.exists():
            self.stdout.write(_("这个登记还是空的，也没有账号。请另开一个窗口，建立第一个管理员："))
            self.stdout.write("    make administrator REGISTER=empty")
            self.stdout.write(
                _("管理员登录办公台，为每个人建立账号（勾选“工作人员状态”），归入经办或审核，二者只选其一。")
            )

    def _warn(self) -> None:
        """What `check --database default` finds is said and does not stop the server: it is mended on its pages."""
        for message in run_checks(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS]):
            self.stderr.write(f"{message.msg}{message.hint or ''}")

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
