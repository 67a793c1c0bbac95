"""{% inline %}: words written over several lines of a template stand in one line of the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError

from tests.chinese_text import stray_spaces


def rendered(template: str, **values: Any) -> str:
    return Template("{% load layout %}" + template).render(Context(values))


def test_line_breaks_of_the_template_are_left_out_with_the_white_space_around_them() -> None:
    assert rendered("<p>{% inline %}\n  任命\n  <b>张伟</b>  \n{% endinline %}</p>") == "<p>任命<b>张伟</b></p>"


def test_a_space_in_the_midst_of_a_line_stays() -> None:
    assert rendered("{% inline %}\n<b>张伟</b>{% if mark %} <i>兼</i>{% endif %} 任\n{% endinline %}", mark=True) == (
        "<b>张伟</b> <i>兼</i> 任"
    )


def test_within_conditions_loops_and_names_line_breaks_are_left_out_too() -> None:
    template = """{% inline %}{% with one=words.0 %}
        {% if one %}
            {{ one }}
        {% endif %}
        {% for word in words %}
            {{ word }}
        {% empty %}
            无
        {% endfor %}
    {% endwith %}{% endinline %}"""
    assert rendered(template, words=["甲", "乙"]) == "甲甲乙"
    assert rendered(template, words=[]) == "无"


def test_what_a_value_holds_is_shown_as_it_is_and_escaped() -> None:
    assert rendered("{% inline %}\n{{ text }}\n{% endinline %}", text="第一行\n <第二行>") == "第一行\n &lt;第二行&gt;"


def test_a_run_that_does_not_end_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="endinline"):
        Template("{% load layout %}{% inline %}任命")


@pytest.mark.parametrize(
    "html",
    [
        "<p>任命\n张伟</p>",
        "<p>任命\n  <a href='/'>张伟</a></p>",
        "<p><strong>任命\n</strong>张伟</p>",
        "<p>任命 ，张伟</p>",
        "<p>（ 试用期）</p>",
    ],
)
def test_a_planted_stray_space_is_found(html: str) -> None:
    assert len(stray_spaces(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>任命</p>\n<p>张伟</p>",
        "<p>\n  任命\n</p>",
        "<p>任命 <a href='/'>张伟</a> · 局长</p>",
        "<p><span>起：今年\n</span> <span>止：明年</span></p>",
        "<blockquote>任命\n张伟</blockquote>",
    ],
)
def test_a_space_that_is_meant_is_no_stray_space(html: str) -> None:
    assert stray_spaces(html) == []
