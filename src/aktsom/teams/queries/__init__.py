"""Reads about teams and mandates, in files by what they tell; the viewer is the first argument."""

from aktsom.teams.queries.actors import acting_for, actor_of

__all__ = ["acting_for", "actor_of"]
