"""XML of a document, read so that it can do no harm: no entities, no network, no depth beyond what a document has."""

from __future__ import annotations

from lxml import etree

from orders.sources.archive import DAMAGED
from orders.sources.refusal import Unreadable, gettext_noop

_ENTITIES = gettext_noop("文件中有文档不应当有的声明（DTD），没有读入。请在原软件中打开，另存以后再选择。")


def root_of(content: bytes) -> etree._Element:
    """The root element; Unreadable where it is damaged, nested too deep or declares a document type."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # more than 256 levels, or 10 MB in one text, is damage
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("damaged", DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("entities", _ENTITIES)
    return root


def local(element: etree._Element) -> str:
    """The name without its namespace: a strict document has other namespaces than a usual one, and the same names."""
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, said in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(said)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of this name, then its first child of the next, …"""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def is_on(element: etree._Element | None) -> bool | None:
    """Whether a switch such as w:vanish is on; None where it is not there."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off")
