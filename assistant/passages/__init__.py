"""Documents cut into passages: what is searched, shown and quoted."""

from assistant.passages.sentences import sentences
from assistant.passages.split import SPLITTER_VERSION, split

__all__ = ["SPLITTER_VERSION", "sentences", "split"]
