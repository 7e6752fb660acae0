"""Evidence → an answer in which every statement stands on a verbatim quote, or a silence that explains itself."""

from assistant.answers.answer import answer_question
from assistant.answers.examples import Examples

__all__ = ["Examples", "answer_question"]
