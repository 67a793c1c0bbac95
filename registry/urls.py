"""Every address the register answers."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from registry.icon import icon
from registry.languages import in_each_language
from registry.pages.sitemap import SITEMAPS
from registry.pages.views.robots import robots

urlpatterns = [
    path("favicon.ico", icon),
    path("robots.txt", robots),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("api/v1/", include("registry.api.urls")),  # the register for programs, in no language of its own
    *in_each_language(
        path("admin/", admin.site.urls),  # the desk: for clerks and reviewers
        path("", include("registry.pages.urls")),  # the public pages
    ),
]

handler400 = "registry.pages.views.errors.bad_request"
handler403 = "registry.pages.views.errors.forbidden"
handler404 = "registry.pages.views.errors.not_found"
handler500 = "registry.pages.views.errors.broken"
