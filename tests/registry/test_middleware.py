"""What a browser is told with every page."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from registry.middleware import ContentSecurityPolicy

pytestmark = pytest.mark.django_db


def test_a_page_may_load_nothing_from_another_host_and_run_nothing_from_within(client: Client) -> None:
    headers = client.get("/zh/admin/login/").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_view_may_set_a_policy_of_its_own() -> None:
    def view(request: object) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    response = ContentSecurityPolicy(view)(RequestFactory().get("/"))
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
