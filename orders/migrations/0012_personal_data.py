"""Personal data that notices print: masked for the public, those of notices entered before as well."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from orders.notices.personal_data import masked, personal_data, public_words


def mask(apps, schema_editor):
    """The text for the public of every order on record, and the tails of its acts and of the tenures they began."""
    alias = schema_editor.connection.alias
    orders, clauses = (apps.get_model("orders", name)._base_manager.using(alias) for name in ("Order", "Clause"))
    for order in orders.defer("source__original").select_related("source").iterator(chunk_size=100):
        start, end = order.source_start, order.source_end
        found = personal_data(order.source.text[start:end])
        spans = [(each.span[0] + start, each.span[1] + start) for each in found]
        if spans:
            orders.filter(pk=order.pk).update(masked=[list(span) for span in spans])
        for clause in clauses.filter(order=order.pk):
            public = public_words(order.source.text, clause.text, (clause.start, clause.end), spans)
            clauses.filter(pk=clause.pk).update(public_text=public)
    for name in ("Act", "Tenure"):
        rows = apps.get_model("orders", name)._base_manager.using(alias)
        for row in rows.exclude(qualifiers={}).iterator(chunk_size=2000):
            kept = {key: _masked(value) for key, value in row.qualifiers.items()}
            if kept != row.qualifiers:
                rows.filter(pk=row.pk).update(qualifiers=kept)


def _masked(value):
    return masked(value, [each.span for each in personal_data(value)]) if isinstance(value, str) else value


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0011_names_in_one_spelling"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="clause",
            name="public_text",
            field=models.TextField(
                blank=True, editable=False, help_text="原文，其中的个人信息逐字遮盖。", verbose_name="公开的文字"
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="masked",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AlterField(
            model_name="review",
            name="step",
            field=models.CharField(
                choices=[
                    ("enter", "录入"),
                    ("frame", "校正题头"),
                    ("day", "填写公开日期"),
                    ("reading", "校正读法"),
                    ("remainder", "处理未读文字"),
                    ("identify", "认定姓名"),
                    ("post", "选定职务"),
                    ("propose", "系统建议"),
                    ("take_up", "采用"),
                    ("prepare", "拟办"),
                    ("revise", "修改"),
                    ("mask", "确认遮盖"),
                    ("release", "解除遮盖"),
                    ("submit", "提交"),
                    ("approve", "审核通过"),
                    ("send_back", "退回"),
                    ("publish", "公开"),
                    ("confirm", "确认"),
                    ("withdraw", "撤回"),
                    ("discard", "作废"),
                    ("decline", "不采纳"),
                ],
                max_length=12,
                verbose_name="步骤",
            ),
        ),
        migrations.CreateModel(
            name="PersonalDataDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("id_number", "身份证号"),
                            ("phone", "电话号码"),
                            ("birth", "出生日期"),
                            ("address", "住址"),
                            ("email", "电子邮箱"),
                            ("card", "银行账号"),
                            ("health", "健康状况"),
                            ("family", "亲属姓名"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("released", models.BooleanField(verbose_name="解除遮盖")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经手人",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personal_data_decisions",
                        to="orders.order",
                        verbose_name="任免通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "个人信息处理",
                "verbose_name_plural": "个人信息处理",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="personal_data_span_runs_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="personal_data_released_with_reason",
                    ),
                ],
            },
        ),
        migrations.RunPython(mask, migrations.RunPython.noop),
    ]
