"""The OpenAPI document, and a page to read and try it on; both made of nothing but what this server serves."""

from __future__ import annotations

from django.utils.cache import patch_cache_control
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.status import HTTP_200_OK

from registry.api.parameters import refuse_unknown

KEPT_FOR = 60 * 60  # seconds; the document changes only with the software


class Document(SpectacularAPIView):
    """The OpenAPI document as YAML, or as JSON where `Accept` asks for application/vnd.oai.openapi+json."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        refuse_unknown(request.query_params, ())

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return Response(self.generator_class().get_schema(request=request, public=True))

    def finalize_response(self, request: Request, response: Response, *args: object, **kwargs: object) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        if response.status_code == HTTP_200_OK:
            patch_cache_control(response, public=True, max_age=KEPT_FOR)
        return response


class DocumentPage(SpectacularSwaggerSplitView):
    """The document for people. The script comes from an address of its own, since no page may carry one within it."""

    url_name = "api:schema"
    template_name = "api/document.html"

    def _get_schema_url(self, request: Request) -> str:
        """Without the language and version that may stand in the page's own address: the document has only one."""
        return reverse(self.url_name)
