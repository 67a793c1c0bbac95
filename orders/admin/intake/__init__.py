"""The desk's pages for taking a notice in."""
