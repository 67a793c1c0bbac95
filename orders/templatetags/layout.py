"""How a template is laid out for whoever reads the template, without a trace on the page."""

from __future__ import annotations

import re

from django import template
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

LINE_BREAK = re.compile(r"\s*\n\s*")


class Inline(Node):
    """What stands between {% inline %} and {% endinline %}."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


@register.tag
def inline(parser: Parser, token: Token) -> Inline:
    """A run of words written over several lines: {% inline %}…{% endinline %}.

    Chinese has no spaces between words, and a browser shows a line break as one. So the line breaks of the template
    within the run, with the white space around them, are left out. A space in the midst of a line stays, so does every
    sign of a value that is shown, and so do the line breaks of a template that is included.
    """
    nodelist = parser.parse(("endinline",))
    parser.delete_first_token()
    for text in nodelist.get_nodes_by_type(TextNode):
        assert isinstance(text, TextNode)
        text.s = LINE_BREAK.sub("", text.s)
    return Inline(nodelist)
