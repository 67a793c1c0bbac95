"""The desk's pages of reorganisations and the rules for them."""
