import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0005_act_by_printed_name"),
        ("people", "0003_events_withdrawn_and_corrected"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveBigIntegerField(default=0, verbose_name="登记版本")),
            ],
            options={
                "verbose_name": "登记版本",
                "verbose_name_plural": "登记版本",
            },
        ),
        migrations.AlterModelOptions(
            name="order",
            options={
                "ordering": ["-signed_on", "-year", "-number", "-pk"],
                "verbose_name": "任免通知",
                "verbose_name_plural": "任免通知",
            },
        ),
        migrations.AlterModelOptions(
            name="review",
            options={"ordering": ["at", "pk"], "verbose_name": "审核记录", "verbose_name_plural": "审核记录"},
        ),
        migrations.RemoveConstraint(
            model_name="erratum",
            name="erratum_public_is_not_withdrawn",
        ),
        migrations.AddField(
            model_name="erratum",
            name="state",
            field=models.CharField(
                choices=[("prepared", "待公开"), ("published", "已公开"), ("withdrawn", "已撤销")],
                default="prepared",
                editable=False,
                max_length=10,
                verbose_name="状态",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="changes",
            field=models.JSONField(blank=True, default=list, verbose_name="改动"),
        ),
        migrations.AddField(
            model_name="review",
            name="erratum",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="orders.erratum",
                verbose_name="更正",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="reorganisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="people.reorganisation",
                verbose_name="机构变更",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="version",
            field=models.PositiveBigIntegerField(
                blank=True,
                help_text="公开的步骤使登记版本加一；其他步骤空白。",
                null=True,
                unique=True,
                verbose_name="登记版本",
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="by",
            field=models.ForeignKey(
                blank=True,
                help_text="空白表示由系统根据通知提出。",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经手人",
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="content_hash",
            field=models.CharField(blank=True, max_length=64, verbose_name="内容校验值"),
        ),
        migrations.AlterField(
            model_name="review",
            name="from_state",
            field=models.CharField(blank=True, max_length=10, verbose_name="原状态"),
        ),
        migrations.AlterField(
            model_name="review",
            name="order",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="orders.order",
                verbose_name="任免通知",
            ),
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
        migrations.AlterField(
            model_name="review",
            name="to_state",
            field=models.CharField(blank=True, max_length=10, verbose_name="新状态"),
        ),
    ]
