"""Words of state in the suppliers' area; a company's own state comes from the company register, not from us."""

from enum import StrEnum


class CompanyState(StrEnum):
    """As the company register has it."""

    ACTIVE = "active"
    BANKRUPT = "bankrupt"
    WINDING_UP = "winding_up"
    DELETED = "deleted"


class Covered(StrEnum):
    """Whether the company owes accounts under the Transparency Act (åpenhetsloven § 3)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Scheme(StrEnum):
    """Who gave a number. `OTHER` is a foreign register's, with the country in the value."""

    NO_ORG = "no-org"  # Enhetsregisteret: nine digits, the last a check digit
    LEI = "lei"  # ISO 17442: twenty letters and digits, the last two check digits
    VAT = "vat"
    DUNS = "duns"
    OTHER = "other"


class NameKind(StrEnum):
    LEGAL = "legal"
    FORMER = "former"
    LOCAL = "local"  # in another script
    ALIAS = "alias"  # as buyers write it


class EventKind(StrEnum):
    """What has happened to a company."""

    NAME_CHANGED = "name_changed"
    BANKRUPT = "bankrupt"
    WINDING_UP = "winding_up"
    DELETED = "deleted"
    REVIVED = "revived"
    MERGED_INTO = "merged_into"
    PARENT_CHANGED = "parent_changed"
    ADDRESS_CHANGED = "address_changed"


class Verdict(StrEnum):
    """What was judged of two records."""

    SAME = "same"
    DIFFERENT = "different"


class CandidateState(StrEnum):
    WAITING = "waiting"
    JUDGED = "judged"
    LAPSED = "lapsed"  # the records changed, and nothing is left to ask


class RegisterAnswer(StrEnum):
    """What the company register said the last time it was asked."""

    FOUND = "found"
    MISSING = "missing"  # it knows no such number
    FAILED = "failed"  # it did not answer, or nothing that can be read


class ProposalKind(StrEnum):
    CONTACT = "contact"
    ACCOUNT = "account"


class ProposalState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
