from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0007_log_of_what_was"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="erratum",
            name="withdrawn_by",
        ),
        migrations.AddConstraint(
            model_name="erratum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_on__isnull", False), ("state", "published")),
                    models.Q(models.Q(("state", "published"), _negated=True), ("published_on__isnull", True)),
                    _connector="OR",
                ),
                name="erratum_public_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erratum__isnull", True), ("order__isnull", False), ("reorganisation__isnull", True)),
                    models.Q(("erratum__isnull", False), ("order__isnull", True), ("reorganisation__isnull", True)),
                    models.Q(("erratum__isnull", True), ("order__isnull", True), ("reorganisation__isnull", False)),
                    _connector="OR",
                ),
                name="review_of_one_subject",
            ),
        ),
    ]
