"""What each endpoint answers, read for a whole page at once: a constant number of queries however long the page."""

from registry.api.answers.orders import order_with_clauses, orders, sessions
from registry.api.answers.people import bodies, officials, positions, reorganisations, tenure_records

__all__ = [
    "bodies",
    "officials",
    "order_with_clauses",
    "orders",
    "positions",
    "reorganisations",
    "sessions",
    "tenure_records",
]
