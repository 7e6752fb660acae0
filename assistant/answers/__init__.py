"""Evidence → an answer in which every statement stands on a verbatim quote, or a silence that explains itself."""

from assistant.answers.answer import answer_question
from assistant.answers.examples import candidates_from, keep_examples, kept_examples

__all__ = ["answer_question", "candidates_from", "keep_examples", "kept_examples"]
