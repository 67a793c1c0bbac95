"""Addresses under /api/v1/."""

from django.urls import include, path, re_path
from rest_framework.routers import DefaultRouter

from registry.api import views
from registry.api.document import Document, DocumentPage

app_name = "api"

router = DefaultRouter()
router.include_format_suffixes = False
router.register("officials", views.OfficialViewSet, "official")
router.register("bodies", views.BodyViewSet, "body")
router.register("positions", views.PositionViewSet, "position")
router.register("orders", views.OrderViewSet, "order")
router.register("sessions", views.SessionViewSet, "session")
router.register("tenures", views.TenureViewSet, "tenure")
router.register("reorganisations", views.ReorganisationViewSet, "reorganisation")

urlpatterns = [
    path("", include(router.urls)),
    path("schema/", Document.as_view(), name="schema"),
    path("schema/page/", DocumentPage.as_view(), name="schema-page"),
    # An answer for programs also where there is nothing; without the slash Django first adds it.
    re_path(r"^.*/$", views.Nowhere.as_view()),
]
