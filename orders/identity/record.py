"""What every decision on identity shares: the record it leaves, and who may take it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from orders import reorganising
from orders.models import Act, ChangeKind, Identification, LogStep, Order, OrderState, PublicChange
from orders.models.acts import ActQuerySet
from orders.office import log
from orders.office.access import may_enter, may_take_part
from orders.office.content import content_hash
from orders.office.editing import noted_down
from orders.office.two_people import refuse_alone
from people.models import Official
from people.refusal import Refused

Kind = Identification.Kind


def note_down(
    kind: Identification.Kind,
    official: Official,
    *,
    by: User,
    note: str,
    act: Act | None = None,
    other: Official | None = None,
) -> None:
    """Leave the record of a decision."""
    Identification.objects.create(kind=kind, act=act, official=official, other=other, by=by, note=note)


@contextmanager
def on_the_log(act: Act, *, step: LogStep, by: User, seen: str | None = None) -> Iterator[None]:
    """Settle within whom or which post an act means: on the log of its order, or of the erratum it comes from."""
    subject = act.erratum or Order.everything.select_related("issuer", "session__body", "source").get(
        clauses=act.clause
    )
    log.refuse_unseen(subject, seen=seen, now=content_hash(subject))
    if isinstance(subject, Order):
        with noted_down(subject, step=step, by=by):
            yield
    else:
        before = _meant(act)
        yield
        changes = log.differences(before, _meant(Act.objects.get(pk=act.pk)))
        log.note_down(subject, step, by=by, changes=changes)


@log.for_the_record
def _meant(act: Act) -> dict[str, str]:
    whom = f"{act.official.name}（{act.official.code}）" if act.official else ""
    return {
        _("“%(name)s”所指") % {"name": act.printed_official}: whom,
        _("“%(name)s”的职务") % {"name": act.printed_official}: str(act.position or ""),
    }


def propose_anew(acts: ActQuerySet) -> None:
    """Raise the proposals of reorganisations to which the orders of these acts, seen anew, give reason."""
    orders = Order.published.filter(state=OrderState.PUBLISHED, clauses__acts__in=acts.values("pk")).distinct()
    for order in orders.in_time_order():
        reorganising.propose(order=order)


# When the answer is no


def refuse_unless_open(act: Act, by: User) -> None:
    """A draft's reading, or an erratum's not yet public, is open; the rest changes by merging and splitting only."""
    if not may_enter(by):
        raise Refused(_("只有“经办”组的成员可以认定草稿中的姓名。"))
    erratum = act.erratum
    if erratum is not None and erratum.is_waiting:
        return
    if act.is_public:
        raise Refused(_("通知已经公开；所指何人只能通过身份认定、合并或者拆分来改变。"))
    if erratum is not None or act.clause.order.state != OrderState.DRAFT:
        raise Refused(_("只有草稿中的姓名可以选定；已经提交的通知请先退回。"))


def concerns_public(officials: Sequence[Official]) -> bool:
    """Whether the public knows one of these people, by name or by an act."""
    keys = [official.pk for official in officials]
    known = Official.public.filter(pk__in=keys)
    return known.exists() or Act.objects.published().filter(official__in=keys).exists()


def refuse_unless_allowed(
    officials: Sequence[Official], by: User, change: PublicChange | None, kind: ChangeKind
) -> None:
    """Whom the public knows is decided about in a confirmed change; whom only drafts know, by one person."""
    if concerns_public(officials):
        refuse_alone(change, kind)
    elif not may_take_part(by):
        raise Refused(_("只有“经办”组或者“审核”组的成员可以认定身份。"))


def refuse_merged(official: Official) -> None:
    """Nothing is decided about whoever was merged into another."""
    if official.merged_into:
        raise Refused(_("%(name)s已经并入另一人员，请选择并入后的人员。") % {"name": official.name})


def refuse_without_note(note: str) -> None:
    """Every decision that the public sees says why."""
    if not note.strip():
        raise Refused(_("请写明认定的依据。"))
