"""The process that opens drafts in Word's format, which may be made to hurt.

A request is `{"file"}` (base64), whose answer is `{"paragraphs"}`: a list of [text, whether it is a heading]. With
`"remarks"` (a list of [paragraph, start, end, text]) it is `{"file"}`, with comments. Or it is `{"refused": true}`.
"""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Callable

import docx

from assistant.drafts.commented import Remark, add_remarks
from assistant.drafts.paragraphs import heading_styles, is_heading, paragraphs, text_of
from assistant.reading.process import Message, limit_memory, serve


def _answer(request: Message, say: Callable[[Message], None]) -> None:
    try:
        say(_answered(request))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a library met something that it did not foresee
        say({"refused": True})


def _answered(request: Message) -> Message:
    document = docx.Document(io.BytesIO(base64.b64decode(request["file"])))
    if "remarks" not in request:
        styles = heading_styles(document)
        return {"paragraphs": [[text_of(p), is_heading(p, styles)] for p in paragraphs(document)]}
    add_remarks(document, [Remark(*remark) for remark in request["remarks"]])
    file = io.BytesIO()
    document.save(file)
    return {"file": base64.b64encode(file.getvalue()).decode()}


if __name__ == "__main__":
    limit_memory(int(sys.argv[1]))
    serve(_answer)
