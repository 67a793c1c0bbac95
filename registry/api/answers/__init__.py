"""What each endpoint answers: its shapes, and how they are read for a whole page at once.

Each shape is declared here and nowhere else; the serializers that describe it are made of it. Reading takes a constant
number of queries however long the page.
"""

from registry.api.answers.orders import (
    OrderAnswer,
    OrderDetailAnswer,
    SessionAnswer,
    order_with_clauses,
    orders,
    sessions,
)
from registry.api.answers.people import (
    BodyAnswer,
    ChartAnswer,
    OfficialAnswer,
    PositionAnswer,
    ReorganisationAnswer,
    bodies,
    chart_of,
    officials,
    positions,
    reorganisations,
    tenure_records,
)

__all__ = [
    "BodyAnswer",
    "ChartAnswer",
    "OfficialAnswer",
    "OrderAnswer",
    "OrderDetailAnswer",
    "PositionAnswer",
    "ReorganisationAnswer",
    "SessionAnswer",
    "bodies",
    "chart_of",
    "officials",
    "order_with_clauses",
    "orders",
    "positions",
    "reorganisations",
    "sessions",
    "tenure_records",
]
