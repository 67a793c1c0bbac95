"""The desk's pages of what functions write and staff only read."""
