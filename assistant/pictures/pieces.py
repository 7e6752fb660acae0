"""A quote that a page has in pieces: a footnote's mark, or the lines of other columns, stand in between."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from .letters import Letters, Run
from .sheet import Sheet

LEAST_WORDS = 5  # of a quote that is looked for in pieces or in part
MATCHED = 0.9  # share of its words that must be found
LEAST_AHEAD = 8  # letters by which a quote is taken up again after what stands in between
FARTHEST = 3.0  # heights of a line between two pieces that follow one another
MOST_COMPARED = 30_000_000  # letters of the quote times those of the page: about 2 s


def pieces_of(sheet: Sheet, wanted: Letters, least_words: int) -> tuple[Run, ...]:
    """The pieces of a quote in its order, close to one another; none where the page has not nearly all of its words,
    or lacks a name or a figure."""
    page, words = sheet.letters, wanted.words()
    if len(words) < least_words or len(page.folded) * len(wanted.folded) > MOST_COMPARED:
        return ()
    longest = SequenceMatcher(None, page.folded, wanted.folded, autojunk=False).find_longest_match()
    inside = [i for i, word in enumerate(words) if longest.b <= word[0] and word[1] <= longest.b + longest.size]
    if not inside:
        return ()
    shift, first, last = longest.a - longest.b, inside[0], inside[-1]
    start, end = words[first][0] + shift, words[last][1] + shift
    reach = 3 * len(wanted.folded) + 200
    texts = [wanted.folded[a:b] for a, b in words]
    right = _followed(texts[last + 1 :], page.folded[end : end + reach])
    left = _followed([text[::-1] for text in texts[:first][::-1]], page.folded[max(0, start - reach) : start][::-1])
    matched = (
        [run and (start - run[1], start - run[0]) for run in reversed(left)]
        + [(a + shift, b + shift) for a, b in words[first : last + 1]]
        + [run and (end + run[0], end + run[1]) for run in right]
    )
    pieces = _close(sheet, _joined([run for run in matched if run]), start)
    missing = [
        wanted.text[wanted.places[a] : wanted.places[b - 1] + 1]
        for (a, b), run in zip(words, matched, strict=True)
        if not run or not any(piece[0] <= run[0] < piece[1] for piece in pieces)
    ]
    if len(missing) > (1 - MATCHED) * len(words) or any(not word.islower() for word in missing):
        return ()
    return tuple(pieces)


def _followed(words: Sequence[str], text: str) -> list[Run | None]:
    """Where each word in turn stands: next in the text, or where the text takes these words up again."""
    found: list[Run | None] = []
    at = 0
    for i, word in enumerate(words):
        ahead = word
        if not text.startswith(word, at):
            for following in words[i + 1 :]:
                if len(ahead) >= LEAST_AHEAD:
                    break
                ahead += following
        place = text.find(ahead, at)
        found.append(None if place < 0 else (place, place + len(word)))
        at = at if place < 0 else place + len(word)
    return found


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs that touch as one."""
    joined: list[Run] = []
    for start, end in runs:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _close(sheet: Sheet, pieces: Sequence[Run], surest: int) -> list[Run]:
    """The piece around the letter `surest`, and those before and after it that are whole words near the next piece."""
    middle = next(i for i, piece in enumerate(pieces) if piece[0] <= surest < piece[1])
    if not sheet.letters.is_whole(pieces[middle], by_marker=True):
        return []
    kept = [pieces[middle]]
    for piece in pieces[middle + 1 :]:
        if sheet.letters.is_whole(piece, by_marker=True) and _near(sheet, kept[-1], piece):
            kept.append(piece)
    for piece in reversed(pieces[:middle]):
        if sheet.letters.is_whole(piece, by_marker=True) and _near(sheet, piece, kept[0]):
            kept.insert(0, piece)
    return kept


def _near(sheet: Sheet, one: Run, other: Run) -> bool:
    ending, starting = sheet.letter_box(one[1] - 1), sheet.letter_box(other[0])
    height = max(ending[3] - ending[1], starting[3] - starting[1])
    return abs(starting[3] - ending[3]) <= FARTHEST * height
