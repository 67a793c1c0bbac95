"""Files made for tests: documents of Word part by part, and PDFs byte by byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def p(words: str = "", *, properties: str = "", run: str = "") -> str:
    """A paragraph of one run; `properties` are the paragraph's, `run` the run's."""
    text = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(words) for words in paragraphs or ('',))}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    told = ["<w:tr>" + "".join(row) + "</w:tr>" for row in rows]
    return f"<w:tbl>{''.join(told)}</w:tbl>"


def part(name: str, content: str) -> str:
    """The XML of a part whose root is w:name."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{content}</w:{name}>'


def docx(body: str, *, namespace: str = W, more: Iterable[tuple[str, bytes]] = (), **parts: str) -> bytes:
    """A .docx with this body; `parts` are the contents of parts beside it by their kind (numbering, header …)."""
    roots = {"header": "hdr", "footer": "ftr"}
    beside = {kind: part(roots.get(kind, kind), content) for kind, content in parts.items()}
    main = part("document", f"<w:body>{body}</w:body>").replace(W, namespace)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        packed.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
        packed.writestr("word/document.xml", main)
        packed.writestr("word/_rels/document.xml.rels", _relations({kind: f"{kind}.xml" for kind in beside}))
        for kind, content in beside.items():
            packed.writestr(f"word/{kind}.xml", content)
        for name, content in more:
            packed.writestr(name, content)
    return out.getvalue()


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{_R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def packed(**files: bytes) -> bytes:
    """A packed file with these names, _ for a dot."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


def with_part(content: bytes, name: str, instead: bytes) -> bytes:
    """A packed file with another content of one part."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, instead if each == name else old.read(each))
    return out.getvalue()


def raw_pdf(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + rows + end


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def pdf(
    *pages: Sequence[str],
    encoding: bytes = b"UniGB-UTF16-H",
    codec: str = "utf-16-be",
    extra: bytes = b"",
    mode: int = 0,
) -> bytes:
    """A PDF whose pages print these lines in a font of Adobe-GB1 that is named and not brought along, as offices do.

    `extra` is drawn on each page besides, `mode` is the text rendering mode.
    """
    contents = []
    for lines in pages:
        shown = b"".join(b"<%s> Tj T* " % line.encode(codec).hex().encode() for line in lines)
        contents.append(b"BT %d Tr /F1 16 Tf 20 TL 72 700 Td %sET %s" % (mode, shown, extra))
    first = 7
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s/DescendantFonts[4 0 R]>>" % encoding,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800"
        b"/Descent -200/CapHeight 800/StemV 80>>",
        stream(b"\x00", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources"
            b"<</Font<</F1 3 0 R>>/XObject<</I1 6 0 R>>>>>>" % (first + 2 * at + 1)
        )
        objects.append(stream(content))
    return raw_pdf(objects)


IMAGE = b"q 500 0 0 700 40 40 cm /I1 Do Q"  # what fills a scanned page
