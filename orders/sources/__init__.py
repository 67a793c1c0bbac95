"""From a file to its words: text in any encoding, .docx, .pdf with a text layer, web pages.

Pure: no Django, no database.
"""

from orders.sources.reading import read_file, text_of, with_findings
from orders.sources.refusal import Unreadable
from orders.sources.source_text import Kind, Place, PlaceKind, SourceText, place_of, places_within

__all__ = [
    "Kind",
    "Place",
    "PlaceKind",
    "SourceText",
    "Unreadable",
    "place_of",
    "places_within",
    "read_file",
    "text_of",
    "with_findings",
]
