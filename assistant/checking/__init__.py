"""Whether what somebody wrote is carried by a text: claims beside a source, drafts beside the reports."""

from assistant.checking.claims import check_batch, judge
from assistant.checking.draft import Paragraph, draft_sentences, paragraphs
from assistant.checking.findings import check, check_draft
from assistant.checking.verdicts import Checked, Difference, DraftSentence, Verdict

__all__ = [
    "Checked",
    "Difference",
    "DraftSentence",
    "Paragraph",
    "Verdict",
    "check",
    "check_batch",
    "check_draft",
    "draft_sentences",
    "judge",
    "paragraphs",
]
