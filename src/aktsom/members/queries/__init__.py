"""Reads about members and people."""

from aktsom.members.queries.actors import actor_for, members_with, narrowed

__all__ = ["actor_for", "members_with", "narrowed"]
