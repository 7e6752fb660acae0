"""Reports → the ledger: who gives what to whom, each row standing on a quote."""

from assistant.commitments.chosen import chosen
from assistant.commitments.corrected import FIELDS, WRONG, Corrections, checked, corrected
from assistant.commitments.donors import Donors, load_donors
from assistant.commitments.ledger import NOT_NAMED, commitments_of, rules_version
from assistant.commitments.money import amounts
from assistant.commitments.row import row
from assistant.commitments.told import told_once

__all__ = [
    "FIELDS",
    "NOT_NAMED",
    "WRONG",
    "Corrections",
    "Donors",
    "amounts",
    "checked",
    "chosen",
    "commitments_of",
    "corrected",
    "load_donors",
    "row",
    "rules_version",
    "told_once",
]
