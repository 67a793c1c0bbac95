"""The desk's pages of bodies and posts."""
