"""The forms by which staff decide who is who: settle, merge, split, and that two namesakes are two people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import changing
from orders.admin.order.forms import described
from orders.admin.shared.careers import CareerLine
from orders.admin.shared.writing import RecheckedForm
from orders.models import Act, ChangeKind
from people.models import Official


def reason() -> forms.CharField:
    """Why: every decision on identity is kept with its reason."""
    return forms.CharField(
        label=gettext_lazy("依据"),
        max_length=400,
        help_text=gettext_lazy("据以认定的材料或情况；不写身份证号、出生日期等个人信息。"),
    )


class SettleForm(RecheckedForm):
    """A provisional official is a person of their own."""

    button = gettext_lazy("认定为单独一人")
    explanation = gettext_lazy("批量录入时暂列的人员，确实不是登记中的任何同名的人。")
    done = gettext_lazy("已认定身份。")

    note = reason()

    def __init__(self, *args: Any, official: Official, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.official = official

    def concerns(self) -> list[Official]:
        return [self.official]

    def write(self, by: User) -> Any:
        return changing.carry_out(
            ChangeKind.SETTLE, about={"official": self.official}, by=by, reason=self.cleaned_data["note"]
        )


class PairForm(RecheckedForm):
    """Something about this official and one other, chosen from a list with posts and dates."""

    other = forms.ChoiceField(label=gettext_lazy("另一位"), widget=forms.RadioSelect)
    note = reason()

    def __init__(
        self,
        *args: Any,
        official: Official,
        others: Sequence[Official],
        careers: dict[int, list[CareerLine]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.official = official
        self.others = {str(other.pk): other for other in others}
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)
        nothing = [_("登记中没有任职。")]
        field.choices = [
            (key, described(other.name, careers.get(other.pk) or nothing)) for key, other in self.others.items()
        ]

    @property
    def chosen(self) -> Official:
        """The other one. Only after is_valid()."""
        return self.others[self.cleaned_data["other"]]

    def concerns(self) -> list[Official]:
        return [self.official, self.chosen]

    def carry_out(self, kind: ChangeKind, by: User) -> Any:
        """Do it, or prepare it where the public knows one of the two."""
        about = {"official": self.official, "other": self.chosen}
        return changing.carry_out(kind, about=about, by=by, reason=self.cleaned_data["note"])


class MergeForm(PairForm):
    """The other one is this person: the other's acts move here, the other's address leads here."""

    button = gettext_lazy("合并为同一人")
    explanation = gettext_lazy("另一位就是此人：另一位的任免归到此人，原网址永久转来。")
    done = gettext_lazy("已合并为同一人；原来的网址转到这个人。")

    def write(self, by: User) -> Any:
        return self.carry_out(ChangeKind.MERGE, by)


class NotSameForm(PairForm):
    """The other one is somebody else, and nobody shall be asked again."""

    button = gettext_lazy("认定为非同一人")
    explanation = gettext_lazy("两人同名而不是同一人：记下以后不再询问，也不会误合并。")
    done = gettext_lazy("已记下：这是两个人。")

    def write(self, by: User) -> Any:
        return self.carry_out(ChangeKind.NOT_SAME, by)


class SameAgainForm(PairForm):
    """What was settled of two namesakes does not stand: they may be one person after all."""

    button = gettext_lazy("撤销“非同一人”")
    explanation = gettext_lazy("以前认定为两个人，现在看来可能是同一人：撤销之后才能合并。")
    done = gettext_lazy("已撤销“非同一人”的认定。")
    weight = "quiet"

    def write(self, by: User) -> Any:
        return self.carry_out(ChangeKind.SAME_AGAIN, by)


class SplitForm(RecheckedForm):
    """Some acts ascribed to this official concern another person of the name."""

    button = gettext_lazy("拆分为另一人")
    explanation = gettext_lazy("有些任免其实属于另一位同名的人：选出来，归到新的一人。")
    done = gettext_lazy("已拆分；所选任免归到新的一人。")

    acts = forms.MultipleChoiceField(label=gettext_lazy("属于另一人的任免"), widget=forms.CheckboxSelectMultiple)
    note = reason()

    def __init__(self, *args: Any, official: Official, acts: Sequence[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.official = official
        self.offered = {str(act.pk): act for act in acts}
        field = self.fields["acts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (key, _("%(order)s：%(act)s") % {"order": act.clause.order, "act": act})
            for key, act in self.offered.items()
        ]

    def concerns(self) -> list[Official]:
        return [self.official]

    def write(self, by: User) -> Any:
        chosen = [self.offered[key].pk for key in self.cleaned_data["acts"]]
        return changing.carry_out(
            ChangeKind.SPLIT,
            about={"official": self.official},
            new={"acts": chosen},
            by=by,
            reason=self.cleaned_data["note"],
        )
