"""A packed file, unpacked within limits: what counts is what comes out, never what the file says will."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from orders.sources.refusal import Unreadable, gettext_noop

MOST_PARTS = 2_000
MOST_BYTES = 64 * 1024 * 1024  # of all parts read from one file
# Words pack to a tenth, tables of like rows to a fiftieth; no document to a five-hundredth.
MOST_RATIO = 500
_SMALL = 1024 * 1024  # what is no burden whatever its ratio
_STEP = 256 * 1024

DAMAGED = gettext_noop("文件已损坏或不完整，不能读出。请在原软件中打开，另存以后再选择。")
_BOMB = gettext_noop("文件展开以后过大，不像公文，没有读入。请在原软件中打开，另存以后再选择。")
_LOCKED = gettext_noop("文件设有打开密码。请在原软件中取消密码，另存以后再选择。")


class Archive:
    """The parts of a packed file by name."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Unreadable("damaged", DAMAGED) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise Unreadable("bomb", _BOMB)
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) != len(parts):  # two parts of one name: which of them is the document, nobody can say
            raise Unreadable("damaged", DAMAGED)
        self._left = MOST_BYTES

    @property
    def names(self) -> set[str]:
        return set(self._parts)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none. Refused where they are too many, damaged or locked."""
        part = self._parts.get(name)
        if part is None:
            return None
        if part.flag_bits & 1:
            raise Unreadable("encrypted", _LOCKED)
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("damaged", DAMAGED)
        try:
            return self._inflated(part)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("damaged", DAMAGED) from error

    def _inflated(self, part: ZipInfo) -> bytes:
        out = bytearray()
        most = max(_SMALL, part.compress_size * MOST_RATIO)
        with self._zip.open(part) as stream:
            while piece := stream.read(_STEP):
                out += piece
                if len(out) > min(self._left, most):
                    raise Unreadable("bomb", _BOMB)
        self._left -= len(out)
        return bytes(out)
