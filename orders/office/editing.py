"""Changing a draft: locked, by a clerk, over content they have seen, and every change on the log, old and new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.models import Act, LogStep, Order, OrderState
from orders.models.qualifiers import in_words
from orders.office import log
from orders.office.access import require_entry
from orders.office.content import content_hash
from orders.office.turns import take_turn_for
from people.models import Body
from people.refusal import Refused


def draft_in_turn(order: Order, *, by: User, besides: Iterable[Body] = ()) -> Order:
    """The order, locked, if it is a draft and the person may change it. `besides`: bodies that it is to name."""
    require_entry(by)
    take_turn_for(order, *besides)
    frame = Order.everything.select_related("issuer", "series", "session__body", "source").defer("source__original")
    locked = frame.select_for_update(of=("self",)).get(pk=order.pk)
    if locked.state != OrderState.DRAFT:
        raise Refused(
            _("%(order)s目前是“%(state)s”，只有草稿可以修改。") % {"order": locked, "state": locked.get_state_display()}
        )
    return locked


@contextmanager
def edited(
    order: Order, *, step: LogStep, by: User, seen: str | None = None, besides: Iterable[Body] = ()
) -> Iterator[Order]:
    """Change a draft within: what was changed goes on the log in words, old and new. Call it in a transaction.

    `seen` is the hash of the content the person had before them; what somebody else changed since then is not
    overwritten: the second is refused with what changed. None = not asked from a page.
    `besides`: bodies that the order is to name.
    """
    locked = draft_in_turn(order, by=by, besides=besides)
    log.refuse_unseen(locked, seen=seen, now=content_hash(locked))
    with noted_down(locked, step=step, by=by):
        yield locked


@contextmanager
def noted_down(order: Order, *, step: LogStep, by: User) -> Iterator[None]:
    """Whatever is changed within goes on the log of the order in words, old and new; nothing, where nothing changed."""
    before = in_plain_words(order)
    yield
    now = Order.everything.select_related("issuer", "series", "session__body", "source").get(pk=order.pk)
    if changes := log.differences(before, in_plain_words(now)):
        log.note_down(now, step, by=by, changes=changes)


@log.for_the_record
def in_plain_words(order: Order) -> dict[str, str]:
    """What an order says, a line for each thing that a person may change: the frame, each clause, what is left over."""
    session = order.session
    lines = {
        _("标题"): order.title,
        _("发文机关"): str(order.issuer or ""),
        _("发文字号"): order.printed_number,
        _("标题所称人数"): str(order.headcount or ""),
        _("会议"): str(session or ""),
        _("决定日期"): date_format(session.decided_on) if session else "",
        _("成文日期"): date_format(order.signed_on) if order.signed_on else "",
        _("公开日期"): date_format(order.published_on) if order.published_on else "",
    }
    acts = Act.objects.filter(clause__order=order, erratum=None).select_related("clause", "official", "position__body")
    for act in acts.prefetch_related("position__body__names").order_by("clause__sequence", "sequence"):
        clause = _("第%(number)d项") % {"number": act.clause.sequence}
        lines[clause] = _("；").join(filter(None, [lines.get(clause), _said(act)]))
        whom = _("%(clause)s“%(name)s”所指") % {"clause": clause, "name": act.printed_official}
        lines[whom] = _("；").join(filter(None, [lines.get(whom), _meant(act)]))
    for rest in order.remainder.all():
        lines[_("未读文字“%(words)s”") % {"words": rest.text}] = rest.settled_note
    return lines


def _said(act: Act) -> str:
    """An act as its clause says it."""
    day = date_format(act.effective_on) if act.effective_on else ""
    return "，".join(filter(None, [str(act), *in_words(act.qualifiers), day]))


def _meant(act: Act) -> str:
    """Whom an act means, and which post where it prints none; empty while nobody has said so."""
    post = str(act.position) if act.position and not act.printed_post else ""
    if act.post_not_on_record:
        post = _("职务无记录")
    whom = f"{act.official.name}（{act.official.code}）" if act.official else ""
    return "".join(filter(None, [whom, post]))
