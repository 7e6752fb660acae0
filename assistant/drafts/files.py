"""The door to the files of drafts: Word files go to a process of their own, within limits of time and memory."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import PurePath

from assistant.checking import Paragraph, paragraphs
from assistant.drafts.commented import Remark, add_remarks, document_of
from assistant.errors import ReadingError
from assistant.notes import plain
from assistant.reading.plain import decode
from assistant.reading.process import Child, Late, Lost, Message

KINDS = (".docx", ".txt", ".md")
_WORD = ".docx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Drafts:
    """Reads drafts and gives them back with remarks; keeps nothing. Safe to share between threads.

    seconds    longest time for one file.
    megabytes  most memory (address space) of the process that opens it, MiB.
    """

    def __init__(self, seconds: float = 30.0, megabytes: int = 1024) -> None:
        self._seconds = seconds
        self._megabytes = megabytes

    def read(self, name: str, data: bytes) -> tuple[Paragraph, ...]:
        """The paragraphs of a draft; a name without an ending is that of a pasted text.

        Raises ReadingError with a sentence where it cannot be read.
        """
        kind = PurePath(name).suffix.lower()
        if kind == _WORD:
            found = self._ask(name, {"file": _packed(name, data)})
            return tuple(Paragraph(text, is_heading) for text, is_heading in found["paragraphs"])
        if kind and kind not in KINDS:
            raise ReadingError("unsupported", f"{name} is not read as a draft. Save it as DOCX, TXT or MD.")
        lines = decode(data, name or "The draft").splitlines()
        return paragraphs("\n".join(map(plain, lines)))

    def commented(self, name: str, data: bytes, remarks: Sequence[Remark]) -> bytes:
        """The draft as a Word file with the remarks as comments: its own file where it is one, else a plain one.

        Raises ReadingError as `read` does.
        """
        if PurePath(name).suffix.lower() == _WORD:
            asked = {"file": _packed(name, data), "remarks": [astuple(remark) for remark in remarks]}
            return base64.b64decode(self._ask(name, asked)["file"])
        document = document_of((p.text, p.is_heading) for p in self.read(name, data))
        add_remarks(document, remarks)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    def _ask(self, name: str, asked: Message) -> Message:
        child = Child("assistant.drafts.child", self._megabytes)
        try:
            child.send(asked)
            answer = child.receive(self._seconds)
        except Late:
            raise ReadingError(
                "too-large", f"{name} took longer than {self._seconds:.0f} seconds to open. Split it."
            ) from None
        except Lost as lost:
            if lost.by_memory:
                raise ReadingError(
                    "too-large", f"{name} needed more than {self._megabytes:,} MB of memory. Split it."
                ) from None
            raise _damaged(name) from None
        finally:
            child.stop()
        if "refused" in answer:
            raise _damaged(name)
        return answer


def _packed(name: str, data: bytes) -> str:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadingError("needs-password", f"{name} is protected by a password. Save it without one.")
        raise ReadingError("unsupported", f"{name} is in an old Office format. Save it as DOCX.")
    return base64.b64encode(data).decode()


def _damaged(name: str) -> ReadingError:
    return ReadingError("unreadable", f"{name} cannot be read as a Word file. Save it as DOCX again.")
