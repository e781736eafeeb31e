"""Workflows as tables that a lawyer can read: states with whose move it is, and the moves between them.

`docs/states/` holds a diagram of each, generated from the table by `aktsom docs states`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import Refusal, Refused


@dataclass(frozen=True)
class Move:
    verb: str
    before: tuple[str, ...]
    after: str
    who: str  # the role, or "platform", whose act it is


@dataclass(frozen=True)
class TransitionTable:
    """`owners` says for each state whose move it is next; a state without one is at rest ("")."""

    name: str
    states: type[StrEnum]
    owners: Mapping[str, str]
    moves: Sequence[Move]
    start: str

    def __post_init__(self) -> None:
        known = {state.value for state in self.states}
        missing = known - set(self.owners)
        if missing:
            raise ValueError(f"{self.name}: states without an owner: {sorted(missing)}")
        unknown = {s for move in self.moves for s in (*move.before, move.after)} - known
        if unknown:
            raise ValueError(f"{self.name}: moves name unknown states: {sorted(unknown)}")

    def refusal(self, state: str, verb: str) -> Refusal | None:
        if any(move.verb == verb and state in move.before for move in self.moves):
            return None
        return Refusal(_("Du kan ikke gjøre dette slik saken står nå."))

    def after(self, state: str, verb: str) -> str:
        """The state that `verb` leads to from `state`.

        Raises Refused when the table has no such move: a stale page or a double click meets a friendly no.
        """
        for move in self.moves:
            if move.verb == verb and state in move.before:
                return move.after
        raise Refused(self.refusal(state, verb) or Refusal(""))

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, followed by whose move each state is."""
        lines = [f"# {self.name}", "", "```mermaid", "stateDiagram-v2", f"  [*] --> {self.start}"]
        lines += [f"  {b} --> {m.after}: {m.verb} ({m.who})" for m in self.moves for b in m.before]
        lines += ["```", "", "| state | whose move |", "|---|---|"]
        lines += [f"| {state.value} | {self.owners[state.value] or '–'} |" for state in self.states]
        return "\n".join(lines) + "\n"
