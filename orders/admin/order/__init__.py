"""The desk's pages of an order."""
