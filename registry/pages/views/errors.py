"""What a reader is told when there is no page, in the language of the address."""

import json
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from orders.office.access import why_nothing
from registry.outage import outage_of
from registry.pages.visit import Visit


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The parameters may be what cannot be read, so none are looked at."""
    return _bare(request, 400, _("看不懂这个请求"), _("地址或其中的参数有误。请从首页重新查找。"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An account that nobody meant to exist is told why it may do nothing; anyone else no more than that."""
    why = why_nothing(request.user) if hasattr(request, "user") else ""
    return _refused(request, 403, _("不能这样做"), why or _("这一操作不被允许。"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _refused(
        request,
        404,
        _("没有这一页"),
        _("地址可能抄写有误，或者所指的人员、职务、机构或通知不在公开的登记中。可以从下面查找。"),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """What no view caught: an outage of the database is 503 and says when to come back, anything else a fault, 500.

    Nothing is asked of the database here: it may be what is broken. Django calls this while the error is being handled.
    """
    outage = outage_of(sys.exc_info()[1])
    if outage is None:
        title, explanation, status = _("暂时不能回答"), _("服务出了差错，已经记录下来。请稍后再试。"), 500
    else:
        title, explanation, status = str(outage.title), str(outage.explanation), 503
    for_program = request.path_info.startswith(reverse("api:api-root"))
    response = (_problem if for_program else _bare)(request, status, title, explanation)
    if outage:
        response.headers["Retry-After"] = str(outage.retry_after)
    return response


def _refused(request: HttpRequest, status: int, title: str, explanation: str) -> HttpResponse:
    response = Visit(request).page("pages/refused.html", title=title, explanation=explanation, indexed=False)
    response.status_code = status
    return response


def _bare(request: HttpRequest, status: int, title: str, explanation: str) -> HttpResponse:
    return render(request, "pages/broken.html", {"title": title, "explanation": explanation}, status=status)


def _problem(request: HttpRequest, status: int, title: str, explanation: str) -> HttpResponse:
    """The same for a program, as RFC 9457 has it; like every answer of the API it may be read from any site."""
    problem = {"type": "about:blank", "title": title, "status": status, "detail": explanation}
    response = HttpResponse(json.dumps(problem, ensure_ascii=False), "application/problem+json", status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
