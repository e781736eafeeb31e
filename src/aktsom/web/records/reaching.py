"""Whose archive a page is of: the one that the address names, or the first that the person reaches."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.records.queries.cases import own_member, own_members
from aktsom.web.base.access import SignedInRequest, signed_in

View = Callable[..., HttpResponse]
NAME = "medlem"


def reads_archive(view: View) -> View:
    """For people who read some member's register; to others the page does not exist."""

    @signed_in
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not own_members(request.actor):
            raise NotVisible
        return view(request, *args, **kwargs)

    return guarded


def member_of(request: SignedInRequest) -> Member:
    named = request.POST.get(NAME, "") or request.GET.get(NAME, "")
    return own_member(request.actor, named) if named else own_members(request.actor)[0]
