"""What a search may find, in the order in which the page shows it."""

from enum import IntEnum


class FoundKind(IntEnum):
    CONTRACT = 1
    SUPPLIER = 2
    FOLLOW_UP = 3
    FINDING = 4
    GUIDANCE = 5
    QUESTION = 6
    EXPERIENCE = 7
    DOCUMENT = 8
    MEMO = 9
    EVIDENCE = 10
