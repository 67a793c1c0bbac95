"""What only tells of a decision."""

from django.contrib.auth.models import User

from orders import checks
from tests.factories import take


def test_a_report_of_a_decision_is_no_notice_until_a_person_says_so(alice: User) -> None:
    [order] = take("日前，云岭县委决定：余志安同志任云岭县水务局党组书记。", alice)
    [rest] = order.remainder.all()
    assert (rest.text, rest.reason) == ("日前，云岭县委决定：", "这是对任免的报道，不是任免通知原文。")
    assert order.clauses.get().text == "余志安同志任云岭县水务局党组书记"
    assert "remainder" in [check.code for check in checks.blocking(order)]
