"""What every request and answer passes through besides Django's own."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import is_valid_path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_path

from registry.languages import address_prefix


class ContentSecurityPolicy:
    """Allow a page nothing from another host, and no script or style inside the page; a view may set its own policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response


class LanguageInAddress(LocaleMiddleware):
    """Choose the language by the address, and send an address without one to the reader's language.

    Django's middleware would send / to /zh-hans/, which registry.languages does not print.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        language = get_language()
        if get_language_from_path(request.path_info):
            response.headers.setdefault("Content-Language", language or settings.LANGUAGE_CODE)
            return response
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", language or settings.LANGUAGE_CODE)
        if response.status_code != 404:
            return response
        for path in (request.path_info, f"{request.path_info}/"):
            address = f"/{address_prefix(language)}{path}"
            if is_valid_path(address):
                query = request.META.get("QUERY_STRING")
                redirect = HttpResponseRedirect(f"{address}?{query}" if query else address)
                patch_vary_headers(redirect, ("Accept-Language", "Cookie"))
                return redirect
        return response
