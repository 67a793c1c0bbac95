"""Who and where: bodies, their reorganisations, positions and officials, kept by hand."""

from people.models.bodies import Body, BodyName
from people.models.officials import NotSame, Official
from people.models.positions import Position, PositionClass
from people.models.reorganisations import (
    Effect,
    HolderEffect,
    PositionSuccession,
    Reorganisation,
    ReorganisationBody,
    ReorganisationKind,
    ReorganisationPolicy,
)

__all__ = [
    "Body",
    "BodyName",
    "Effect",
    "HolderEffect",
    "NotSame",
    "Official",
    "Position",
    "PositionClass",
    "PositionSuccession",
    "Reorganisation",
    "ReorganisationBody",
    "ReorganisationKind",
    "ReorganisationPolicy",
]
