"""The addresses of the public pages, below the language: /zh/officials/{code}/?on=…&known_on=…

Cutting the tail off an address still answers.
"""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from people.codes import ALPHABET
from registry.pages.views.bodies import bodies, body, chart
from registry.pages.views.home import home
from registry.pages.views.officials import official, officials
from registry.pages.views.orders import order, orders
from registry.pages.views.positions import position, positions
from registry.pages.views.reorganisations import reorganisation, reorganisations
from registry.pages.views.search import search
from registry.pages.views.sessions import session, sessions


class CodeConverter(StringConverter):
    """The opaque codes of people.codes."""

    regex = f"[{ALPHABET}]{{1,16}}"


register_converter(CodeConverter, "code")

urlpatterns = [
    # /zh/ and /en/
    path("", home, name="home"),
    path("search/", search, name="search"),
    # /zh/officials/: nobody is listed; leads to the search box
    path("officials/", officials, name="officials"),
    path("officials/<code:code>/", official, name="official"),
    # /zh/positions/: leads to the bodies
    path("positions/", positions, name="positions"),
    path("positions/<code:code>/", position, name="position"),
    # /zh/bodies/: the bodies at the top and those below them
    path("bodies/", bodies, name="bodies"),
    path("bodies/<code:code>/", body, name="body"),
    path("bodies/<code:code>/chart/", chart, name="chart"),
    # /zh/orders/: the latest first
    path("orders/", orders, name="orders"),
    path("orders/<code:code>/", order, name="order"),
    path("sessions/", sessions, name="sessions"),
    path("sessions/<code:code>/", session, name="session"),
    path("reorganisations/", reorganisations, name="reorganisations"),
    path("reorganisations/<code:code>/", reorganisation, name="reorganisation"),
]
