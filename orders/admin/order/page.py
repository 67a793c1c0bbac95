"""All that the page of one order shows, gathered in a constant number of queries, with the forms that stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders import identity
from orders.admin.order.forms import (
    Offered,
    OfficialForm,
    PostForm,
    PublicationDayForm,
    RemainderForm,
    StepForm,
    WithdrawalForm,
)
from orders.admin.order.frame_form import FrameForm
from orders.admin.order.personal_forms import PersonalForm, section_of
from orders.admin.order.source_rows import Row, pieces, rows
from orders.admin.shared.arguments import Data, SeenArguments
from orders.admin.shared.careers import careers
from orders.admin.shared.desk_page import waiting_about
from orders.admin.shared.writing import WriteForm
from orders.checks import NOTE, Check
from orders.entering import matching
from orders.models import Act, Erratum, Identification, LogStep, Order, OrderState, PublicChange, Remainder, Review
from orders.models.qualifiers import in_words
from orders.notices.notice import PartKind
from orders.notices.vocabulary import GRADES
from orders.office import access
from orders.steps.case import Case
from orders.steps.table import ORDER
from orders.steps.taking import may
from orders.tenures.forecast import Change, Holder, forecast
from people import periods
from people.models import Position

F = TypeVar("F", bound=WriteForm)

# The way of an order that goes well.
WAY = (OrderState.DRAFT, OrderState.SUBMITTED, OrderState.APPROVED, OrderState.PUBLISHED)
EXAMINED = (OrderState.DRAFT, OrderState.SUBMITTED, OrderState.APPROVED)


@dataclass
class ActRow:
    """One act as the page shows it: the reading, whom it was settled to mean, and what is still asked."""

    act: Act
    qualifiers: list[str]
    settled: Identification | None
    official_form: OfficialForm | None = None
    post_form: PostForm | None = None


@dataclass
class OfferedStep:
    """A step of review: open to this person, or the sentence why not."""

    step: LogStep
    case: Case
    form: StepForm | WithdrawalForm

    @property
    def name(self) -> str:
        return self.step.value

    @cached_property
    def refusal(self) -> str | None:
        """Asked when the page is shown: whoever takes a step is answered by the step itself, over what it locked."""
        # Withdrawing is a part of a change, which two people make.
        return None if self.step == LogStep.WITHDRAW else may(self.step, self.case)


@dataclass
class ShownChange:
    """The holders of one post before and after, each with whether the order moves them."""

    position: Position
    day: date
    changed: bool
    before: list[tuple[Holder, bool]]
    after: list[tuple[Holder, bool]]


@dataclass
class OrderPage:
    """The page of one order as one person sees it; `asked` is the form that came back with the request.

    The content is read once, for the hash that goes with every answer, for the rows, the checks, the steps and the
    forecast. What no form needs is asked when the page is shown, and not by an answer that leads away from it.
    """

    order: Order
    user: User
    data: Data | None = None
    forms: dict[str, WriteForm] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Before the rest is read: what somebody changes meanwhile makes the page stale, it is never taken for seen.
        self.case = Case(self.order, self.user, periods.today())
        self.shown_hash = self.case.content_hash
        self.clauses, self.remainder = self.case.content.clauses, self.case.content.remainder
        self.enters = access.may_enter(self.user)
        self.editable = self.enters and self.order.state == OrderState.DRAFT
        # Which post an act means that names none stays to be settled after publication, by two people then.
        published = self.order.state == OrderState.PUBLISHED
        self.chooses_posts = self.editable or (published and access.may_take_part(self.user))
        self.may_correct = self.enters and self.order.state == OrderState.PUBLISHED
        self.rows = [self._with_facts(row) for row in rows(self.order, self.clauses, self.remainder)]
        self.pieces = pieces(self.order, self.clauses, self.remainder)
        self._lay_out()
        corrected = Erratum.objects.by_clause(self.order) if self.order.is_public else {}
        for row in self.rows:
            row.errata = corrected.get(row.clause.pk, []) if row.clause else []
        self.examined = self.order.state in EXAMINED
        self.steps = [self._step(step) for step, rule in ORDER.items() if self.order.state in rule.sources]
        self.day_form = self._day_form() if self.editable else None
        self.frame_form = self._frame_form() if self.editable else None
        self.personal = section_of(self.order, self.case.examined.reading.personal, self.user, self._personal_form)

    @cached_property
    def checks(self) -> list[Check]:
        return self.case.examined.remarks if self.examined else []

    @property
    def serious(self) -> list[Check]:
        return [check for check in self.checks if check.level != NOTE]

    @property
    def notes(self) -> list[Check]:
        return [check for check in self.checks if check.level == NOTE]

    @cached_property
    def changes(self) -> list[ShownChange]:
        """Who holds which post before and after."""
        if not self.examined:
            return []
        return [_shown(each) for each in forecast(self.order, today=self.case.today, content=self.case.content)]

    @property
    def reviews(self) -> Sequence[Review]:
        return self.case.entries

    @cached_property
    def waiting(self) -> list[PublicChange]:
        """Changes of this order that wait for another person."""
        return waiting_about(self.order) if self.order.is_public else []

    @property
    def asked(self) -> WriteForm | None:
        """The form this request answers; None when the page no longer offers it."""
        return self.forms.get(str((self.data or {}).get("action", "")))

    def _answer(self, key: str) -> Data | None:
        """What this request answers to the form of this key; None where it answers another, or none."""
        return self.data if self.data is not None and self.data.get("action") == key else None

    def _bound(self, key: str) -> SeenArguments:
        """What ties a form to its key and to what the page shows."""
        return SeenArguments(prefix=key, shown_hash=self.shown_hash)

    def _offer(self, form: F) -> F:
        """A form of this page, to be found by its key."""
        self.forms[form.prefix or ""] = form
        return form

    def _lay_out(self) -> None:
        """Beside each clause its acts, beside words left over the question what they are."""
        acts, forms = self._act_rows(), self._remainder_forms()
        for row in self.rows:
            if row.clause is not None:
                row.acts = acts.get(row.clause.pk, [])
            elif row.remainder is not None:
                row.form = forms.get(row.remainder.pk)

    def _act_rows(self) -> dict[int, list[ActRow]]:
        """By clause key, its acts in force with the questions that are open on them."""
        acts = self.case.content.acts
        decisions = self.case.content.decisions
        unsettled = [act for act in acts if act.official is None] if self.editable else []
        candidates_of = matching.candidates_for(unsettled) if unsettled else {}
        offered = {key: [candidate.official for candidate in candidates] for key, candidates in candidates_of.items()}
        known = careers({official for officials in offered.values() for official in officials})
        by_clause: dict[int, list[ActRow]] = {}
        for act in acts:
            row = ActRow(act, in_words(act.qualifiers), decisions[act.pk][-1] if decisions[act.pk] else None)
            if act.pk in offered:
                proofs = {one.official.pk: one.proof for one in candidates_of[act.pk] if one.proof}
                row.official_form = self._official_form(act, Offered(offered[act.pk], known, proofs))
            elif self.chooses_posts and act.official_id and _names_no_post(act):
                row.post_form = self._post_form(act)
            by_clause.setdefault(act.clause_id, []).append(row)
        return by_clause

    def _remainder_forms(self) -> dict[int, RemainderForm]:
        if not self.editable:
            return {}
        return {piece.pk: self._remainder_form(piece) for piece in self.remainder if piece.settled_by is None}

    def _official_form(self, act: Act, offered: Offered) -> OfficialForm:
        key = f"official-{act.pk}"
        return self._offer(OfficialForm(self._answer(key), act=act, offered=offered, **self._bound(key)))

    def _post_form(self, act: Act) -> PostForm:
        key, positions = f"post-{act.pk}", identity.posts_on_record(act)
        return self._offer(PostForm(self._answer(key), act=act, positions=positions, **self._bound(key)))

    def _personal_form(self, key: str, kind: type[PersonalForm]) -> PersonalForm:
        return self._offer(kind(self._answer(key), **self._bound(key)))

    def _remainder_form(self, piece: Remainder) -> RemainderForm:
        key = f"remainder-{piece.pk}"
        return self._offer(RemainderForm(self._answer(key), remainder=piece, **self._bound(key)))

    def _day_form(self) -> PublicationDayForm:
        key = "published-on"
        return self._offer(PublicationDayForm(self._answer(key), order=self.order, **self._bound(key)))

    def _frame_form(self) -> FrameForm:
        return self._offer(FrameForm(self._answer("frame"), order=self.order, **self._bound("frame")))

    @property
    def way(self) -> list[tuple[str, str]]:
        """The states on the way to publication, each past, here or ahead; none for an order that left the way."""
        if self.order.state not in WAY:
            return []
        here = WAY.index(self.order.state)
        where = ["past"] * here + ["here"] + ["ahead"] * (len(WAY) - here - 1)
        return [(str(state.label), place) for state, place in zip(WAY, where, strict=True)]

    @property
    def public_address(self) -> str | None:
        """The page the world reads; None until there is one."""
        if not self.order.is_public:
            return None
        return reverse("order", args=[self.order.code])

    def _step(self, step: LogStep) -> OfferedStep:
        key = f"step-{step.value}"
        form: StepForm | WithdrawalForm
        if step == LogStep.WITHDRAW:
            form = WithdrawalForm(self._answer(key), order=self.order, **self._bound(key))
        else:
            form = StepForm(self._answer(key), order=self.order, step=step, **self._bound(key))
        return OfferedStep(step, self.case, self._offer(form))

    def _with_facts(self, row: Row) -> Row:
        """What was read in a part of the frame."""
        order = self.order
        day = date_format(order.signed_on) if order.signed_on else _("没有读到")
        session = order.session
        decided = (
            [(_("决定会议"), str(session)), (_("决定日期"), date_format(session.decided_on))]
            if session
            else [(_("决定日期"), _("没有载明，按成文日期"))]
        )
        facts = {
            PartKind.TITLE: [
                (_("标题"), order.title),
                (_("人数"), str(order.headcount) if order.headcount else _("没有载明")),
            ],
            PartKind.NUMBER: [(_("发文字号"), order.printed_number)],
            PartKind.ADDRESSEES: [(_("主送机关"), order.addressees)],
            PartKind.DECISION: decided,
            PartKind.RIDER: [(_("适用于"), _("以上各项"))],
            PartKind.SIGNATURE: [(_("发文机关"), str(order.issuer or _("没有读到")))],
            PartKind.DATE: [(_("成文日期"), day)],
        }
        row.facts = facts.get(PartKind(row.kind), []) if row.clause is None and row.remainder is None else []
        return row


def _shown(change: Change) -> ShownChange:
    before = {holder.official.pk for holder in change.before}
    after = {holder.official.pk for holder in change.after}
    return ShownChange(
        position=change.position,
        day=change.day,
        changed=change.changed,
        before=[(holder, holder.official.pk not in after) for holder in change.before],
        after=[(holder, holder.official.pk not in before) for holder in change.after],
    )


def _names_no_post(act: Act) -> bool:
    open_question = act.position_id is None and not act.post_not_on_record
    return open_question and not act.printed_title and act.verb not in GRADES


def orders_for_page() -> QuerySet[Order]:
    """Orders with the rows that every part of their page reads; the file itself is no part of it."""
    rows = Order.everything.select_related("issuer", "series", "session__body", "source", "entered_by")
    return rows.defer("source__original")
