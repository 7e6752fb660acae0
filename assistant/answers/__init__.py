"""Evidence → an answer in which every statement stands on a verbatim quote, or a silence that explains itself."""

from assistant.answers.answer import answer_question
from assistant.answers.examples import candidates_from
from assistant.passages.quotes import Page

__all__ = ["Page", "answer_question", "candidates_from"]
