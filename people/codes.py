"""Opaque public codes: what stands in an address says nothing about the person or body behind it."""

from __future__ import annotations

import secrets

# No 0/o, 1/l/i: a code is read out over the telephone.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10


def new_code() -> str:
    """A random code of LENGTH characters (31^10 ≈ 8·10¹⁴; the unique constraint catches the rest)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
