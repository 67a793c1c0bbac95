"""Remarks on the frame of an order: head-count, title, days, number, session, secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.checks.check import BLOCKING, NOTE, WARNING, Check, DraftReading
from orders.entering import secrecy
from orders.entering.resolving import signed_before_decided, standing_sessions, within_term
from orders.models import Order, OrderState, Series
from orders.models.orders import PUBLIC_STATES
from orders.notices.vocabulary import ANY_WORD, REMOVALS
from people.characters import spelt

# 政府信息公开条例 art. 26: within twenty working days of the information coming into being.
WORKING_DAYS_TO_PUBLISH = 20

# 关于李哲等十三名同志…, 关于任命李哲、王涛同志…; a title without any name (关于人事任免的通知) does not match.
_NAMED_IN_TITLE = re.compile(
    r"关于(?P<names>(?:(?!任免|职务|试用|人事).){2,12}?)"
    r"(?=等[0-9０-９〇零一二三四五六七八九十百两]+[名位人]|等同志|、|同志)"
)
_VERB_IN_TITLE = re.compile(f"^(?:任免|{ANY_WORD})(?=..)")


def headcount(reading: DraftReading) -> Iterator[Check]:
    stated, names = reading.order.headcount, {act.printed_official for act in reading.acts}
    if stated is not None and stated != len(names):
        yield Check(
            WARNING,
            "headcount",
            _("标题称%(stated)d人，读出%(read)d人；请核对有没有漏读，或者有同名的两人。")
            % {"stated": stated, "read": len(names)},
        )


def first_name(reading: DraftReading) -> Iterator[Check]:
    """The title names whom the first clause is about; where that clause could not be read, nobody can tell."""
    if not reading.acts or any(rest.start < reading.acts[0].clause.start for rest in reading.content.remainder):
        return
    first = reading.acts[0].printed_official
    named = _NAMED_IN_TITLE.search(spelt(reading.order.title))
    if named and not named["names"].startswith(first) and first not in _without_verb(named["names"]):
        yield Check(
            WARNING,
            "first_name",
            _("标题首列%(title)s，第一项任免却是%(first)s。")
            % {"title": _without_verb(named["names"]), "first": first},
            reading.acts[0].clause,
        )


def _without_verb(names: str) -> str:
    """The name alone, of the words between 关于 and 等, 、 or 同志."""
    return _VERB_IN_TITLE.sub("", names)


def title_says_both(reading: DraftReading) -> Iterator[Check]:
    verbs = {act.verb for act in reading.acts}
    if not verbs or "任免" not in reading.order.title:
        return
    if not verbs & REMOVALS:
        yield Check(NOTE, "only_appoints", _("标题称任免职，通知只有任职；按原文保留。"))
    elif not verbs - REMOVALS:
        yield Check(NOTE, "only_removes", _("标题称任免职，通知只有免职；按原文保留。"))


def days(reading: DraftReading) -> Iterator[Check]:
    order = reading.order
    if reading.day is None and any(act.effective_on is None for act in reading.acts):
        yield Check(BLOCKING, "no_day", _("通知既没有决定日期，也没有成文日期，任免从哪一天起算无从知道。"))
    elif order.session is None:
        yield Check(NOTE, "decision_day_not_stated", _("通知没有写明决定日期，任免自成文日期起算，并予注明。"))
    if order.signed_on and order.signed_on.weekday() >= 5:
        yield Check(
            NOTE,
            "signed_on_a_weekend",
            _("成文日期%(day)s是周末；按原文保留。") % {"day": date_format(order.signed_on)},
        )
    if order.session and (contradiction := signed_before_decided(order.signed_on, order.session.decided_on)):
        yield Check(BLOCKING, "signed_before_decided", contradiction)
    if order.signed_on and order.published_on and order.published_on < order.signed_on:
        yield Check(
            BLOCKING,
            "published_before_signed",
            _("公开日期%(public)s早于成文日期%(signed)s。")
            % {"public": date_format(order.published_on), "signed": date_format(order.signed_on)},
        )
    # A signed day that is stated stands between the two: it is compared with either.
    decided_on = order.session.decided_on if order.session and not order.signed_on else None
    if decided_on and order.published_on and order.published_on < decided_on:
        yield Check(
            BLOCKING,
            "published_before_decided",
            _("公开日期%(public)s早于决定日期%(decided)s。")
            % {"public": date_format(order.published_on), "decided": date_format(decided_on)},
        )
    if order.published_on is None and order.signed_on:
        yield Check(
            NOTE,
            "published_assumed",
            _("公开日期没有填写，将按成文日期%(day)s处理，并注明为推定。") % {"day": date_format(order.signed_on)},
        )
    if (order.published_on or order.signed_on or reading.today) > reading.today:
        yield Check(WARNING, "not_yet_public", _("公开日期还没有到；到那一天才能公开。"))


def lag(reading: DraftReading) -> Iterator[Check]:
    decided, public = reading.day, reading.order.published_on or reading.order.signed_on
    if decided and public and (days := working_days(decided, public)) > WORKING_DAYS_TO_PUBLISH:
        yield Check(
            NOTE,
            "published_late",
            _(
                "自%(decided)s决定至%(public)s公开有%(days)d个工作日（未扣除法定节假日），"
                "超过政府信息公开条例第二十六条的二十个工作日。"
            )
            % {"decided": date_format(decided), "public": date_format(public), "days": days},
        )


def working_days(since: date, until: date) -> int:
    """Mondays to Fridays after `since`, up to and including `until`; public holidays are not taken off."""
    weeks, rest = divmod((until - since).days, 7)
    return weeks * 5 + sum((since + timedelta(days=day)).weekday() < 5 for day in range(1, rest + 1))


def document_number(reading: DraftReading) -> Iterator[Check]:
    order = reading.order
    held = Order.everything.standing().exclude(pk=order.pk)
    if order.series is None or order.number is None:
        if order.printed_number and held.filter(printed_number=order.printed_number).exists():
            yield Check(BLOCKING, "number_repeated", _("%(number)s已经登记。") % {"number": order.printed_number})
        return
    neighbours = {order.number - 1, order.number}
    taken = set(
        held.filter(series=order.series, year=order.year, number__in=neighbours).values_list("number", flat=True)
    )
    if order.number in taken:
        yield Check(BLOCKING, "number_repeated", _("%(number)s已经登记。") % {"number": order.printed_number})
    if order.number > 1 and order.number - 1 not in taken:
        yield Check(
            NOTE,
            "number_gap",
            _("前一号（%(prefix)s〔%(year)d〕%(number)d号）没有登记；登记在此处不连续。")
            % {"prefix": order.series.prefix, "year": order.year, "number": order.number - 1},
        )


def series(reading: DraftReading) -> Iterator[Check]:
    """The letters of a document number belong to an issuer; another one that appears with them is probably misread."""
    own = reading.order.series
    if own is None:
        return
    public = Series.objects.filter(prefix=own.prefix, orders__state__in=PUBLIC_STATES)
    users = list(public.select_related("issuer").order_by("pk").distinct())
    if users and own not in users:
        [other, *_others] = users
        yield Check(
            WARNING,
            "series_of_another",
            _("机关代字“%(prefix)s”在登记中属于%(other)s；请核对发文机关。")
            % {"prefix": own.prefix, "other": other.issuer},
        )


def entered_before(reading: DraftReading) -> Iterator[Check]:
    """Without a number only title and days tell two notices apart."""
    order = reading.order
    if order.printed_number:
        return
    same = Order.everything.filter(
        printed_number="", title=order.title, issuer=order.issuer, session=order.session, signed_on=order.signed_on
    )
    if other := same.standing().exclude(pk=order.pk).order_by("pk").first():
        yield Check(
            WARNING,
            "entered_before",
            _("登记中另有一件标题、机关和日期都相同的无文号通知（%(entered)s录入）；请核对是不是重复录入。")
            % {"entered": date_format(timezone.localdate(other.entered_at))},
        )


def replaced(reading: DraftReading) -> Iterator[Check]:
    """What the public knew from an order that was withdrawn stays: its second entry answers from the withdrawal on."""
    order = reading.order
    public = order.published_on or order.signed_on
    withdrawn = Order.everything.filter(state=OrderState.WITHDRAWN).exclude(pk=order.pk)
    same = Q(source=order.source_id, source_start__lt=order.source_end, source_end__gt=order.source_start)
    if order.printed_number:
        same |= Q(series=order.series, year=order.year, number=order.number, printed_number=order.printed_number)
    last = withdrawn.filter(same).order_by("-withdrawn_on").first()
    if last and last.withdrawn_on and public and public < last.withdrawn_on:
        yield Check(
            BLOCKING,
            "published_before_withdrawn",
            _("这件通知曾经登记，于%(day)s撤回，此前一直按原登记公开；请把公开日期填为%(day)s或者以后。")
            % {"day": date_format(last.withdrawn_on)},
        )


def session(reading: DraftReading) -> Iterator[Check]:
    """Numbers and days of one body's sessions of a kind rise together, within a term."""
    session = reading.order.session
    if session is None or session.number is None:
        return
    day, number = session.decided_on, session.number
    others = standing_sessions().filter(body=session.body, kind=session.kind, **within_term("decided_on", day))
    crossing = Q(number__lt=number, decided_on__gt=day) | Q(number__gt=number, decided_on__lt=day)
    if other := others.filter(crossing).order_by("decided_on").first():
        yield Check(
            WARNING,
            "session_out_of_order",
            _("%(session)s在%(day)s，而%(other)s在%(other_day)s；次数和日期的先后不一致，请核对。")
            % {
                "session": session,
                "day": date_format(day),
                "other": other,
                "other_day": date_format(other.decided_on),
            },
        )


def secrecy_mark(reading: DraftReading) -> Iterator[Check]:
    if mark := secrecy.mark_of(reading.order.source.text):
        yield Check(BLOCKING, "secret", _("来源文件标有密级“%(mark)s”；涉密文件不得录入本系统。") % {"mark": mark})
