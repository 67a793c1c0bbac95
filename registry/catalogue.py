"""The message catalogue: found in the code, kept in locale/, compiled – all without gettext installed.

A message id is the Chinese sentence itself; locale/en holds the English. Babel reads and writes the catalogues.
Django's own `templatize` turns a template into calls that Babel can read, as it does for xgettext.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCES = ("people", "orders", "registry")
TEMPLATE_SUFFIXES = {".html", ".svg", ".txt", ".xml"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TAGS_FOR_TRANSLATORS = ("Translators:",)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a catalogue, as a sentence about one message."""

    message: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.message!r}: {self.sentence}"


def messages_in_use(root: Path) -> Catalog:
    """Every message in the Python code and templates of the apps under `root`, in the order of files.

    Raises what Babel or Django raise for a file that cannot be read; a message is never left out in silence.
    """
    found = Catalog(charset="utf-8")
    for path in _sources(root):
        origin = path.relative_to(root).as_posix()
        for line, text, comments, context in _extract(path, origin):
            found.add(text, None, [(origin, line)], auto_comments=comments, context=context)
    return found


def read(path: Path) -> Catalog:
    """The catalogue stored at `path`; an empty English one where there is none."""
    if not path.exists():
        return Catalog(locale="en", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, charset="utf-8")


def merged(stored: Catalog, in_use: Catalog) -> Catalog:
    """The messages in use with the translations that are stored; those no longer in use are left out."""
    catalogue = Catalog(locale=stored.locale, charset="utf-8", fuzzy=False, header_comment="")
    for message in _messages(in_use):
        known = stored.get(_key(message), message.context)
        translation = known.string if known and _is_plural(known.string) == _is_plural(message.id) else None
        entry = catalogue.add(
            message.id, translation, message.locations, auto_comments=message.auto_comments, context=message.context
        )
        if known and known.fuzzy and translation:
            entry.flags.add("fuzzy")
    return catalogue


def text_of(catalogue: Catalog) -> str:
    """The catalogue as the text of a .po file: without days or line numbers, so that only real changes show."""
    file = BytesIO()
    write_po(file, catalogue, width=120, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return f"{_HEADER.format(language=catalogue.locale)}\n{file.getvalue().decode('utf-8')}"


def faults(stored: Catalog, in_use: Catalog) -> list[Fault]:
    """What is missing from a catalogue, left over in it, or unlike its original; empty when it is complete."""
    found = []
    for message in _messages(in_use):
        known = stored.get(_key(message), message.context)
        if known is None:
            found.append(Fault(_name(message), "is used in the code and not in the catalogue."))
        elif known.fuzzy:
            found.append(Fault(_name(message), "is marked fuzzy."))
        elif not known.string or not all(_forms(known.string)):
            found.append(Fault(_name(message), "is not translated."))
        elif any(_placeholders(form) - _placeholders(*_forms(message.id)) for form in _forms(known.string)):
            found.append(Fault(_name(message), "has a placeholder that the original has not."))
        elif _placeholders(*_forms(message.id)) - _placeholders(*_forms(known.string)):
            found.append(Fault(_name(message), "has lost a placeholder of the original."))
    for message in _messages(stored):
        if in_use.get(_key(message), message.context) is None:
            found.append(Fault(_name(message), "is in the catalogue and no longer used."))
    return found


def compile_stale(locale_dir: Path) -> list[Path]:
    """Write each .mo that is missing or older than its .po, and return those written."""
    written = []
    for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = target.with_suffix(".mo.part")
        with part.open("wb") as file:
            write_mo(file, read(source))
        part.replace(target)  # a server starting meanwhile sees the old catalogue or the new one, never half
        written.append(target)
    return written


_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


def _sources(root: Path) -> Iterator[Path]:
    for app in SOURCES:
        for path in sorted((root / app).rglob("*")):
            parts = path.relative_to(root).parts
            is_code = path.suffix == ".py" and "migrations" not in parts
            is_template = path.suffix in TEMPLATE_SUFFIXES and "templates" in parts
            if is_code or is_template:
                yield path


def _extract(path: Path, origin: str) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Babel reads Python and would stumble over the indentation of a template.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=origin).split("\n"))
    yield from extract("python", BytesIO(text.encode("utf-8")), KEYWORDS, TAGS_FOR_TRANSLATORS, {"encoding": "utf-8"})


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _name(message: Message) -> str:
    return f"{_key(message)} ({message.context})" if message.context else _key(message)


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _is_plural(text: str | tuple[str, ...] | list[str] | None) -> bool:
    return isinstance(text, tuple | list)


def _placeholders(*texts: str) -> set[str]:
    return {name for text in texts for name in PLACEHOLDER.findall(text.replace("%%", ""))}
