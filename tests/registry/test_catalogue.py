"""registry/catalogue.py: finding messages, keeping their translations, judging and compiling them."""

import gettext
import os
from pathlib import Path

from registry.catalogue import compile_stale, faults, merged, messages_in_use, read, text_of

TEMPLATE = """{% load i18n %}
  <h1 title="{% translate '任免通知' %}">{{ title }}</h1>
    {% if x %}
{% blocktranslate count n=total %}{{ n }} 人{% plural %}{{ n }} 人次{% endblocktranslate %}
  {% endif %}{% translate "月" context "一段时间" %}{# 注释 #}
{% blocktranslate trimmed with day=on %}
  自 {{ day }} 起
  任职。
{% endblocktranslate %}
"""
CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy
A = _("没有这份通知。")
B = gettext_lazy("已" "公布")
C = ngettext("%(n)d 条", "%(n)d 条", n)
D = pgettext_lazy("人", "去职")
E = "不必翻译"
"""


def project(root: Path, *, code: str = CODE, template: str = TEMPLATE) -> Path:
    for name, text in {
        "orders/steps/review.py": code,
        "orders/migrations/0001_initial.py": '_("迁移")',
        "registry/templates/registry/home.html": template,
        "registry/static/page.html": "{% load i18n %}{% translate '不是模板' %}",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def stored(root: Path, text: str) -> Path:
    path = root / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sentences(root: Path, catalogue: str) -> list[str]:
    found = faults(
        read(stored(root, catalogue)), messages_in_use(project(root, code='_("没有这份通知。")', template=""))
    )
    return [str(fault) for fault in found]


def test_messages_are_found_in_code_and_templates(tmp_path: Path) -> None:
    found = {(message.context, message.id) for message in messages_in_use(project(tmp_path)) if message.id}
    assert found == {
        (None, "没有这份通知。"),
        (None, "已公布"),
        (None, ("%(n)d 条", "%(n)d 条")),
        ("人", "去职"),
        (None, "任免通知"),
        (None, ("%(n)s 人", "%(n)s 人次")),
        ("一段时间", "月"),
        (None, "自 %(day)s 起 任职。"),
    }


def test_an_update_keeps_translations_and_drops_what_is_no_longer_used(tmp_path: Path) -> None:
    old = stored(tmp_path, 'msgid "没有这份通知。"\nmsgstr "No such order."\n\nmsgid "旧"\nmsgstr "old"\n')
    text = text_of(merged(read(old), messages_in_use(project(tmp_path))))
    assert 'msgid "没有这份通知。"\nmsgstr "No such order."' in text
    assert "旧" not in text
    assert text == text_of(merged(read(stored(tmp_path, text)), messages_in_use(tmp_path)))


def test_a_missing_an_empty_a_fuzzy_and_a_left_over_message_are_found(tmp_path: Path) -> None:
    assert sentences(tmp_path, "") == ["'没有这份通知。': is used in the code and not in the catalogue."]
    assert sentences(tmp_path, 'msgid "没有这份通知。"\nmsgstr ""\n') == ["'没有这份通知。': is not translated."]
    assert sentences(tmp_path, '#, fuzzy\nmsgid "没有这份通知。"\nmsgstr "x"\n') == [
        "'没有这份通知。': is marked fuzzy."
    ]
    both = 'msgid "没有这份通知。"\nmsgstr "No such order."\n\nmsgid "旧"\nmsgstr "old"\n'
    assert sentences(tmp_path, both) == ["'旧': is in the catalogue and no longer used."]


def test_a_placeholder_lost_or_invented_in_translation_is_found(tmp_path: Path) -> None:
    in_use = messages_in_use(project(tmp_path, code='_("第%(number)s号")', template=""))
    for translation, sentence in {
        "No. %(number)s": None,
        "No.": "has lost a placeholder of the original.",
        "No. %(nummer)s": "has a placeholder that the original has not.",
    }.items():
        catalogue = read(stored(tmp_path, f'msgid "第%(number)s号"\nmsgstr "{translation}"\n'))
        assert [fault.sentence for fault in faults(catalogue, in_use)] == ([sentence] if sentence else [])


def test_a_catalogue_is_compiled_once_and_again_when_it_changed(tmp_path: Path) -> None:
    source = stored(tmp_path, 'msgid "月"\nmsgstr "month"\n')
    target = source.with_suffix(".mo")
    assert compile_stale(tmp_path / "locale") == [target]
    assert compile_stale(tmp_path / "locale") == []
    with target.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("月") == "month"
    stored(tmp_path, 'msgid "月"\nmsgstr "moon"\n')
    newer = target.stat().st_mtime + 10
    os.utime(source, (newer, newer))
    assert compile_stale(tmp_path / "locale") == [target]
