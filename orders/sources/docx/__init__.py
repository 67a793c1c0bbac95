"""Reading .docx and .docm: the words a reader sees on the page, and what is said of those that are not read."""

from orders.sources.docx.document import read

__all__ = ["read"]
