"""The forms of 机构变更: which bodies, which post continues which, what happens to each holder, and the steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import reorganising
from orders.admin.shared.writing import DayInput, RecheckedForm, SeenForm, WriteForm
from orders.reorganising import AffectedHolder
from orders.reorganising.rules import Succession, drafted_posts
from orders.steps import reorganisations as steps
from people.models import (
    Body,
    Effect,
    Position,
    Reorganisation,
    ReorganisationBody,
    ReorganisationKind,
)

LEFT_OUT = ""
NO_SUCCESSOR = "none"


def _bodies(label: Any, help_text: Any) -> forms.ModelMultipleChoiceField[Body]:
    widget = AutocompleteSelectMultiple(ReorganisationBody._meta.get_field("body"), admin.site)
    bodies = Body.everything.prefetch_related("names")
    return forms.ModelMultipleChoiceField(bodies, label=label, required=False, widget=widget, help_text=help_text)


class Unsuffixed(forms.Form):
    """A form whose labels end without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class PartiesForm(Unsuffixed):
    """What happened, when, to which bodies, and by which document."""

    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=ReorganisationKind.choices)
    effective_on = forms.DateField(
        label=gettext_lazy("生效之日"),
        widget=DayInput(),
        help_text=gettext_lazy("自这一天起旧机构不再存在、新机构开始存在。"),
    )
    old = _bodies(gettext_lazy("原机构"), gettext_lazy("设立没有原机构；更名只写更名的机构。"))
    new = _bodies(gettext_lazy("新机构"), gettext_lazy("更名和撤销没有新机构；登记中还没有的，请先在“机构”中登记。"))
    new_name = forms.CharField(
        label=gettext_lazy("新名称"), max_length=200, required=False, help_text=gettext_lazy("仅用于更名。")
    )
    document = forms.CharField(
        label=gettext_lazy("依据文件"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("文号和标题；没有则空着。"),
    )
    document_public_on = forms.DateField(label=gettext_lazy("依据文件公开日期"), required=False, widget=DayInput())


class SuccessorFields(forms.Form):
    """One question for each old post: what continues it, nothing, or not named by this event at all."""

    # In a split several posts may continue one.
    severable = False

    def ask_about(self, posts: Iterable[Position], *, new: Sequence[Body]) -> None:
        """Prepare to ask about these old posts; the posts of the `new` bodies may continue them."""
        self.old_posts = {post.pk: post for post in posts}
        # A post that only a draft knows is not offered: confirming would tell the public of it.
        after = (
            Position.everything.filter(body__in=new)
            .exclude(pk__in=drafted_posts().values("pk"))
            .select_related("body")
            .prefetch_related("body__names")
        )
        self.new_posts = {str(post.pk): post for post in after}

    def ask(self, post: Position, *, left_out: str, chosen: Sequence[str], may_end: bool = True) -> None:
        """Ask what continues one old post. `left_out`: how not naming it is put; `may_end`: nothing may continue it."""
        choices = [(key, str(new)) for key, new in self.new_posts.items()]
        if may_end:
            choices.insert(0, (NO_SUCCESSOR, _("没有承继的职务")))
        kind: Any = forms.MultipleChoiceField
        arguments: dict[str, Any] = {"initial": list(chosen), "widget": forms.CheckboxSelectMultiple}
        if not self.severable:
            kind, arguments = forms.ChoiceField, {"initial": chosen[0] if chosen else LEFT_OUT}
            choices.append((LEFT_OUT, left_out))
        self.fields[f"post-{post.pk}"] = kind(label=str(post), choices=choices, required=False, **arguments)

    def successions(self) -> list[Succession]:
        """Old post and what continues it, without those left out. Only after is_valid()."""
        successions: list[Succession] = []
        for key, post in self.old_posts.items():
            answer = self.cleaned_data[f"post-{key}"]
            chosen = answer if isinstance(answer, list) else [answer]
            successions += [(post, self.new_posts.get(choice)) for choice in chosen if choice != LEFT_OUT]
        return successions


class EffectsForm(Unsuffixed, SuccessorFields):
    """Which post continues which, and what happens to whoever holds the old one."""

    effect = forms.ChoiceField(
        label=gettext_lazy("对任职者的影响"),
        choices=Effect.choices,
        help_text=gettext_lazy("按当地规定预先选好；个别任职者不同的，登记后逐人指定。"),
    )
    note = forms.CharField(
        label=gettext_lazy("说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        old: Sequence[Body],
        new: Sequence[Body],
        successions: Sequence[Succession] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effect"].initial = reorganising.effect_under_policy(kind, list(old))
        self.severable = kind == ReorganisationKind.SPLIT
        ends = kind not in (ReorganisationKind.RENAMED, ReorganisationKind.ESTABLISHED)
        proposed = reorganising.by_equal_title(list(old), list(new)) if ends else []
        self.ask_about([post for post, _new in [*proposed, *(successions or [])]], new=new)
        for key, post in self.old_posts.items():
            named = proposed if successions is None else successions
            chosen = [str(new.pk) if new else NO_SUCCESSOR for before, new in named if before.pk == key]
            self.ask(post, left_out=_("不列入这次变更"), chosen=chosen)


class EventForm(WriteForm):
    """A question about one event."""

    explanation: Any = ""

    def __init__(self, *args: Any, event: Reorganisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event


class EventStep(EventForm, SeenForm):
    """A step with one event as it is shown."""


class TakeUpForm(EventStep):
    button = gettext_lazy("采用建议")
    weight = "default"
    explanation = gettext_lazy("系统根据通知的文字提出；采用后由您经办，请另一位同事确认。")
    done = gettext_lazy("已采用；请另一位同事确认。")

    def write(self, by: User) -> Any:
        return steps.take_up(reorganisation=self.event, by=by, seen=self.seen)


class ConfirmForm(EventStep):
    button = gettext_lazy("确认")
    weight = "default"
    explanation = gettext_lazy("确认以后生效：机构和任职随之改变，并对外公开。")
    done = gettext_lazy("机构变更已确认。")

    def write(self, by: User) -> Any:
        return steps.confirm(reorganisation=self.event, by=by, seen=self.seen)


class DeclineForm(EventStep):
    button = gettext_lazy("不采纳")
    weight = "quiet"
    explanation = gettext_lazy("留作记录，不起作用；同样的建议不再提出。")
    done = gettext_lazy("已记为不采纳。")

    note = forms.CharField(label=gettext_lazy("理由"), max_length=400)

    def write(self, by: User) -> Any:
        return steps.decline(reorganisation=self.event, by=by, note=self.cleaned_data["note"], seen=self.seen)


class HolderForm(EventStep):
    """What happens to one holder by name."""

    button = gettext_lazy("指定")
    done = gettext_lazy("已指定；请另一位同事确认机构变更。")

    effect = forms.ChoiceField(label=gettext_lazy("影响"), choices=Effect.choices)
    note = forms.CharField(label=gettext_lazy("说明"), max_length=400, required=False)

    def __init__(self, *args: Any, holder: AffectedHolder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holder = holder
        self.fields["effect"].initial = holder.effect
        self.fields["note"].initial = holder.note

    def write(self, by: User) -> Any:
        return reorganising.set_holder_effect(
            reorganisation=self.event,
            treated=(self.holder.official, self.holder.position, self.cleaned_data["effect"]),
            by=by,
            note=self.cleaned_data["note"],
            seen=self.seen,
        )


class SupplementForm(EventForm, RecheckedForm, SuccessorFields):
    """What came on record after the event was confirmed: posts of the old bodies, and what continues them."""

    button = gettext_lazy("补充")
    explanation = gettext_lazy(
        "确认以后才登记的原职务，在这里补列；原先没有承继职务的，也可以补上。补充同样由另一位同事确认。"
    )
    done = gettext_lazy("已补充；请另一位同事确认。")

    note = forms.CharField(label=gettext_lazy("依据"), max_length=400)

    def __init__(
        self, *args: Any, unnamed: Sequence[Position], without_successor: Sequence[Position], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        plan = reorganising.plan_of(self.event)
        self.severable = plan.kind == ReorganisationKind.SPLIT
        self.ask_about([*unnamed, *without_successor], new=plan.new)
        equal = reorganising.by_equal_title(list(plan.old), list(plan.new))
        for post in unnamed:
            chosen = [str(new.pk) for old, new in equal if new and old == post]
            self.ask(post, left_out=_("暂不补列"), chosen=chosen)
        for post in without_successor:
            self.ask(post, left_out=_("仍然没有承继的职务"), chosen=[], may_end=False)
        self.order_fields([*(f"post-{key}" for key in self.old_posts), "note"])

    def concerns(self) -> list[Reorganisation | Position]:
        return [self.event, *(post for pair in self.successions() for post in pair if post is not None)]

    def write(self, by: User) -> Any:
        return reorganising.supplement(
            reorganisation=self.event, by=by, note=self.cleaned_data["note"], successions=self.successions()
        )
