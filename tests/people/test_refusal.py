"""How the register says no."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from people.refusal import Refused


def test_a_refusal_is_its_sentence() -> None:
    assert str(Refused("不能公开。")) == Refused("不能公开。").sentence == "不能公开。"
    assert Refused(gettext_lazy("不能公开。")).sentence == "不能公开。"


def test_a_form_shows_the_sentence_where_the_person_is_looking() -> None:
    class Form(forms.Form):
        name = forms.CharField()

        def clean_name(self) -> str:
            raise Refused("请写明姓名。")

    form = Form({"name": "张伟"})
    assert form.errors == {"name": ["请写明姓名。"]}
