"""What the public already sees, changed by two people: one prepares with reason and forecast, another confirms.

What only drafts know is changed at once, by the same functions. Confirming and declining are steps: orders/steps/.
"""

from orders.changing import content  # noqa: F401 – teaches content_hash what a change says
from orders.changing.preparing import carry_out, edit, prepare, title_of, waits_for
from orders.changing.table import KINDS

__all__ = ["KINDS", "carry_out", "edit", "prepare", "title_of", "waits_for"]
