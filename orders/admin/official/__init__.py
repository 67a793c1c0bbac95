"""The desk's pages of officials and of who is who."""
