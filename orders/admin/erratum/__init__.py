"""The desk's pages of errata."""
