"""Writes about members and people."""

from aktsom.members.actions.loading import PILOT_MEMBERS, MembersLoaded, load_pilot_members
from aktsom.members.actions.people import make_person
from aktsom.members.actions.roles import give_role

__all__ = ["PILOT_MEMBERS", "MembersLoaded", "give_role", "load_pilot_members", "make_person"]
