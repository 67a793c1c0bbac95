"""`manage.py demo_accounts`, which is `make passwords`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from registry.demo import renew_demo_accounts


class Command(BaseCommand):
    """Set and print new passwords for the demo clerk and the demo reviewer."""

    help = "set and print new random passwords for the demo clerk and the demo reviewer, creating them where missing"

    def handle(self, *args: object, **options: object) -> None:
        for account in renew_demo_accounts():
            self.stdout.write(
                _("%(group)s：用户名 %(username)s  密码 %(password)s")
                % {"group": account.group, "username": account.username, "password": account.password}
            )
