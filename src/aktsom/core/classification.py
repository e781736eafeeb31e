"""Which kind of fact each field of each table holds; exports, pages and interfaces obey it.

A model lists its fields in `classified`; a test fails for any field that is not there.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class FieldClass(StrEnum):
    PUBLIC = "public"  # may be shown to anyone
    NETWORK = "network"  # to all members of the cooperation
    OWNER = "owner"  # to the member that owns the record; others at most see a band
    PERSONAL = "personal"  # about an identified person: only where the task needs it
    WORKER_PROTECTED = "worker_protected"  # could expose a worker or defender: never leaves the case team


@dataclass(frozen=True)
class Classified:
    """The fields of one model by class, each name once."""

    public: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    worker_protected: tuple[str, ...] = ()
    by_field: dict[str, FieldClass] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for kind in FieldClass:
            for name in getattr(self, kind.value):
                if name in self.by_field:
                    raise ValueError(f"{name} is classified twice")
                self.by_field[name] = kind
