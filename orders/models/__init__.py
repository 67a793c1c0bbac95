"""What was decided and what follows from it: from sessions and orders to tenures."""

from orders.models.acts import Act, Clause, Erratum, ErratumState, Remainder
from orders.models.changes import ChangeKind, ChangeState, PublicChange
from orders.models.identifications import Identification
from orders.models.orders import Order, OrderState, Series, Source
from orders.models.personal import PersonalDataDecision
from orders.models.proofs import ReorganisationProof
from orders.models.reviews import LogStep, Register, Review
from orders.models.sessions import Session
from orders.models.tenures import Tenure, TenureRenewal

__all__ = [
    "Act",
    "ChangeKind",
    "ChangeState",
    "Clause",
    "Erratum",
    "ErratumState",
    "Identification",
    "LogStep",
    "Order",
    "OrderState",
    "Remainder",
    "PersonalDataDecision",
    "PublicChange",
    "Register",
    "ReorganisationProof",
    "Review",
    "Series",
    "Session",
    "Source",
    "Tenure",
    "TenureRenewal",
]
