"""The frame of an order: title, issuer, number, session and days; the rules it keeps, and correcting it in a draft.

The printed words stay as they are in the source; what is corrected is what was read in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from orders.entering import resolving
from orders.entering.resolving import fits
from orders.models import LogStep, Order
from orders.notices.notice import DecidedBy
from orders.notices.titles import number_of
from orders.office.editing import edited
from people.refusal import Refused


@dataclass(frozen=True, slots=True)
class Frame:
    """What a notice says around its clauses. None and empty = it does not say."""

    title: str
    issuer: str | None
    number: str | None  # as printed: 东政任〔2021〕16号
    headcount: int | None
    session: DecidedBy | None
    signed_on: date | None


def frame_of(order: Order) -> Frame:
    """The frame of an order as it stands on record."""
    sitting = order.session
    decided = (
        DecidedBy(str(sitting.body), sitting.kind or None, sitting.number, sitting.decided_on) if sitting else None
    )
    return Frame(
        title=order.title,
        issuer=str(order.issuer) if order.issuer else None,
        number=order.printed_number or None,
        headcount=order.headcount,
        session=decided,
        signed_on=order.signed_on,
    )


@transaction.atomic
def correct_frame(*, order: Order, frame: Frame, by: User, seen: str | None = None) -> Order:
    """Replace what was read in the frame of a draft by what a person reads in it; `frame` says all of it.

    Refused, with nothing changed, for the same reasons as taking in: a number already held, a session on record under
    another day, signed before decided. Once public, a wrong frame takes a withdrawal and a second entry.
    `seen` is the hash of the content the person had before them; None = not asked from a page.
    """
    named = [frame.issuer, frame.session.body if frame.session else None]
    bodies = resolving.on_record(named, on=frame.signed_on).values()
    with edited(order, step=LogStep.FRAME, by=by, seen=seen, besides=bodies) as draft:
        _write(draft, frame)
    return draft


def _write(order: Order, frame: Frame) -> None:
    before = frame_of(order)
    decided = frame.session if frame.session and frame.session.decided_on else None
    if frame.session and decided is None:
        raise Refused(_("写了会议，也请写明决定日期；没有载明决定日期的，会议各项都空着。"))
    refuse_signed_before_decided(frame.signed_on, decided.decided_on if decided else None)
    if frame.issuer != before.issuer:
        on = decided.decided_on if decided else frame.signed_on
        order.issuer = resolving.bodies([frame.issuer], parent=None, on=on)[frame.issuer] if frame.issuer else None
    order.title = frame.title.strip()
    order.headcount = frame.headcount
    order.signed_on = frame.signed_on
    order.printed_number = "".join((frame.number or "").split())
    number = resolving.document_number(number_of(order.printed_number))
    order.series = resolving.series(number, order.issuer)
    order.year = number.year if number else None
    order.number = number.number if number else None
    for field in ("printed_number", "title"):
        fits(Order, field, getattr(order, field))
    refuse_held(order)
    before_sitting = order.session
    if decided != before.session or order.issuer is None:
        order.session = resolving.session(decided, order.issuer, besides=order)
    order.save()
    if before_sitting and before_sitting != order.session:
        resolving.forget_misread(before_sitting)


def refuse_signed_before_decided(signed_on: date | None, decided_on: date | None) -> None:
    """Nothing is signed before it was decided."""
    if contradiction := resolving.signed_before_decided(signed_on, decided_on):
        raise Refused(contradiction)


def refuse_held(order: Order) -> None:
    """A number is held by one order; a discarded or withdrawn one frees it. `order` need not be stored."""
    held = Order.everything.standing().exclude(pk=order.pk)
    if order.series is None:
        same = held.filter(series=None, printed_number=order.printed_number) if order.printed_number else held.none()
    else:
        same = held.filter(series=order.series, year=order.year, number=order.number)
    if same.exists():
        raise Refused(number_held(order.printed_number))


def number_held(number: str) -> str:
    """The sentence in which a number is refused."""
    return _("%(number)s已经登记，同一文号不能登记两次。") % {"number": number}
