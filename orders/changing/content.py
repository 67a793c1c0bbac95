"""What whoever confirms a change answers for, as one hash, with all that it rests on as it stands today.

So the hash of a change moves when somebody else moves what it was to change: what was prepared over other values is
refused.
"""

from __future__ import annotations

from orders.changing.table import KINDS
from orders.models import PublicChange
from orders.office.content import content_hash, digest


@content_hash.register
def _of_change(change: PublicChange) -> str:
    kind = KINDS[change.kind]
    return digest(
        {
            "kind": change.kind,
            "about": [getattr(change, f"{column}_id") for column in kind.about],
            "old": change.old,
            "new": change.new,
            "now": kind.live(change),
            "forecast": change.forecast,
            "reason": change.reason,
        }
    )
