"""The text of a cell or line that holds HTML fragments, bullets or line breaks → its paragraphs."""

from __future__ import annotations

import html
import re

from .grid import Paragraph
from .lines import strip_bullet
from .normal import normal

_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|span|b|i|u|a|strong|em|sup|sub|font|h[1-6]|table|tr|td|th)\b[^<>]*>", re.I)
_INLINE = re.compile(r"</?(?:span|b|i|u|a|strong|em|sup|sub|font)\b[^<>]*>", re.I)
_LIST = re.compile(r"<(?:ul|ol)\b[^<>]*>(?:(?!</?(?:p|ul|ol|div|li)\b).)*", re.I | re.S)
_DASH = re.compile(r"(?:(?<=\s)|(?<=>))[-–](?=\s)")
_MARK = "\uf0b7"  # stands for a bullet while a cell is taken apart
_BREAK = re.compile(rf"[\n\r\v\f]+|(?={_MARK})|\s(?=[•▪●◦‣∙■]\s)")


def has_tags(text: str) -> bool:
    return "<" in text and bool(_TAG.search(text))


def seen(text: str) -> str:
    """The text as a person would see it: tags gone, entities resolved; other text as it is."""
    return html.unescape(_TAG.sub("\n", _INLINE.sub("", text))) if has_tags(text) else text


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell, split at block tags, line breaks and bullets."""
    if has_tags(text):
        text = _LIST.sub(lambda found: _DASH.sub(_MARK, found[0]), text)
        text = re.sub(r"<li\b[^<>]*>", "\n" + _MARK, text, flags=re.I)
        text = html.unescape(_TAG.sub("\n", _INLINE.sub("", text)))
    found = []
    for piece in _BREAK.split(text):
        rest, item = strip_bullet(piece.strip())
        if line := normal(rest):
            found.append(Paragraph(line, item=item))
    return tuple(found)
