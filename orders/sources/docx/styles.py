"""What the styles of a document say of its words: whether they are hidden, and which list numbers them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from orders.sources.docx.numbering import number_in
from orders.sources.xml import child, is_on, local, value


class Styles:
    """Styles by id, each with those it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._hidden = bool(is_on(child(root, "docDefaults", "rPrDefault", "rPr", "vanish")))
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            key = value(element, "styleId") or ""
            self._styles[key] = element
            if value(element, "type") == "paragraph" and is_on_attribute(element, "default"):
                self._default = key

    @property
    def lists(self) -> dict[str, str]:
        """The list of each style that has one of its own."""
        own = {key: value(child(style, "pPr", "numPr", "numId")) for key, style in self._styles.items()}
        return {key: number for key, number in own.items() if number}

    def of_paragraph(self, paragraph: etree._Element) -> str:
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def list_of(self, style: str) -> tuple[str, int | None, str] | None:
        """List, level where it is said, and the style that says so."""
        for key in self._chain(style):
            properties = child(self._styles[key], "pPr", "numPr")
            number = value(child(properties, "numId"))
            if number is not None:
                level = value(child(properties, "ilvl"))
                return number, None if level is None else number_in(level, 0), key
        return None

    def hides(self, paragraph_style: str, properties: etree._Element | None) -> bool:
        """Whether words with these properties are hidden.

        What the words themselves say holds. Of styles it is a switch (ECMA-376 part 1, 17.7.3): one that hides within
        one that hides shows again.
        """
        own = is_on(child(properties, "vanish"))
        if own is not None:
            return own
        character_style = value(child(properties, "rStyle")) or ""
        return self._hidden or self._says_hidden(paragraph_style) != self._says_hidden(character_style)

    def _says_hidden(self, style: str) -> bool:
        said = (is_on(child(self._styles[key], "rPr", "vanish")) for key in self._chain(style))
        return bool(next((hidden for hidden in said if hidden is not None), False))

    def _chain(self, style: str) -> Iterator[str]:
        """The style and those it is based on, each once."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style
            style = value(child(self._styles[style], "basedOn")) or ""


def is_on_attribute(element: etree._Element, name: str) -> bool:
    return value(element, name) in ("1", "true", "on")
