"""What the outbox delivers for teams and mandates; importing it registers the handlers."""

from aktsom.teams import chain_readers
from aktsom.teams.jobs import letters, plans, standing, telling

__all__ = ["chain_readers", "letters", "plans", "standing", "telling"]
