"""Which of the database's errors are an outage, which passes, and what a reader is told in each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from registry.engines.sqlite3.base import PRIMARY_CODE

OUT_OF_REACH = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NOT_WRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL}
# PostgreSQL by SQLSTATE: a standby or a server set to read only; no room on the disk.
SQLSTATES_NOT_WRITABLE = {"25006", "53100"}
NO_SUCH_TABLE = "42P01"
SQLSTATES_IN_USE = {"55P03", "40001", "40P01"}  # a lock not to be had, two transactions that cannot both be done


@dataclass(frozen=True, slots=True)
class Outage:
    """What a reader is told, and after how many seconds asking again may help."""

    title: StrOrPromise
    explanation: StrOrPromise
    retry_after: int


AWAY = Outage(
    gettext_lazy("登记暂时连不上"),
    gettext_lazy("现在连不上登记的数据库，请稍后再试。刚才若在保存，请重新打开页面，看是否已经保存。"),
    30,
)
BUSY = Outage(
    gettext_lazy("正在处理另一项改动"),
    gettext_lazy("另一项改动还没有做完，这一次没有保存。请返回上一页，稍等片刻再试。"),
    10,
)
READ_ONLY = Outage(
    gettext_lazy("暂时只能查阅"),
    gettext_lazy("登记现在只能查阅，不能写入，刚才的内容没有保存。请告知管理员，稍后再试。"),
    300,
)


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage that an error of Django's database layer tells of; None for a fault of the software.

    SQLite calls a missing table an operational error as well: that passes by no waiting.
    """
    if not isinstance(error, DatabaseError | InterfaceError):
        return None
    if isinstance(error.__cause__, sqlite3.Error):
        return _on_sqlite(error.__cause__)
    return _elsewhere(error)


def _on_sqlite(error: sqlite3.Error) -> Outage | None:
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE
    if code in IN_USE:
        return BUSY
    if code in NOT_WRITABLE:
        return READ_ONLY
    return AWAY if code in OUT_OF_REACH else None


def _elsewhere(error: DatabaseError | InterfaceError) -> Outage | None:
    state = getattr(error.__cause__, "sqlstate", None)
    if state in SQLSTATES_NOT_WRITABLE:
        return READ_ONLY
    if state in SQLSTATES_IN_USE:
        return BUSY
    return AWAY if isinstance(error, OperationalError | InterfaceError) else None


def said_to_a_command(error: DatabaseError) -> str | None:
    """The sentence in which a command ends where it could not ask the database; None for a fault of the software."""
    if _is_unprepared(error):
        return _("数据库里还没有登记的表；请先运行 python manage.py migrate。")
    outage = outage_of(error)
    return f"{outage.title}：{error}" if outage else None


def _is_unprepared(error: DatabaseError) -> bool:
    if isinstance(error.__cause__, sqlite3.Error):
        return str(error).startswith("no such table")
    return getattr(error.__cause__, "sqlstate", None) == NO_SUCH_TABLE
