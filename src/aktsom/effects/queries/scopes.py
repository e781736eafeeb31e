"""Whose figures: a member's own, those of a category, a team or the whole network; and who may ask for them."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.effects.indicators import Narrowed
from aktsom.effects.tables import Cut
from aktsom.members.models import Member
from aktsom.members.permissions import has
from aktsom.members.roles import Permission
from aktsom.sharing.viewing import sees_network
from aktsom.teams.models import CategoryTeam
from aktsom.teams.states import TeamState


@dataclass(frozen=True, slots=True)
class Scope:
    """`key` is the member's or team's public id, or the category's id; empty for the network. `group_id` narrows a
    member's own to one category."""

    cut: Cut
    key: str = ""
    group_id: str = ""

    @property
    def category(self) -> str:
        return self.key if self.cut is Cut.CATEGORY else self.group_id


NETWORK = Scope(Cut.NETWORK)


def of_member(public_id: str, group_id: str = "") -> Scope:
    return Scope(Cut.MEMBER, public_id, group_id)


def of_category(group_id: str) -> Scope:
    return Scope(Cut.CATEGORY, group_id)


def of_team(public_id: str) -> Scope:
    return Scope(Cut.TEAM, public_id)


def teams_of(viewer: Actor) -> list[tuple[str, Scope]]:
    """[(name, scope)] of teams whose cases the viewer reads and that are not closed."""
    rows = CategoryTeam.objects.filter(pk__in=viewer.case_team_ids).exclude(state=TeamState.CLOSED).order_by("id")
    return [(_team_name(group), of_team(public_id)) for public_id, group in rows.values_list("public_id", "group_id")]


def named(viewer: Actor, scope: Scope) -> str:
    """In the page's language. Raises NotVisible as `narrowed`."""
    narrowed(viewer, scope)
    language, groups = translation.get_language() or "nb", current_catalogue().group
    match scope.cut:
        case Cut.MEMBER:
            name = member_of(viewer, scope.key).name
            return f"{name}, {groups[scope.group_id].name.in_language(language)}" if scope.group_id else name
        case Cut.CATEGORY:
            return groups[scope.key].name.in_language(language)
        case Cut.TEAM:
            return _team_name(CategoryTeam.objects.get(public_id=scope.key).group_id)
        case _:
            return _("Nettverket")


def _team_name(group_id: str) -> str:
    group = current_catalogue().group.get(group_id)
    name = group.name.in_language(translation.get_language() or "nb") if group else ""
    return _("Gruppen for %(category)s") % {"category": name}


def narrowed(viewer: Actor, scope: Scope) -> Narrowed:
    """To what it is of. Raises NotVisible for whoever may not have it: a member's are for those who read its register,
    a team's for those who read its cases, and all others for everybody who takes part."""
    if not sees_network(viewer):
        raise NotVisible
    if scope.category and scope.category not in current_catalogue().group:
        raise NotVisible
    match scope.cut:
        case Cut.MEMBER:
            return Narrowed(frozenset({member_of(viewer, scope.key).pk}), scope.group_id)
        case Cut.TEAM:
            team = CategoryTeam.objects.filter(public_id=scope.key).first()
            if team is None or not (viewer.is_platform or team.pk in viewer.case_team_ids):
                raise NotVisible
            return Narrowed(team_id=team.pk)
        case _:
            return Narrowed(group_id=scope.category)


def member_of(viewer: Actor, public_id: str) -> Member:
    """Raises NotVisible."""
    one = Member.objects.filter(public_id=public_id).first()
    if one is None or not (viewer.is_platform or (_reached(viewer, one.pk))):
        raise NotVisible
    return one


def _reached(viewer: Actor, member_id: int) -> bool:
    return member_id in viewer.member_ids and has(viewer, Permission.READ_REGISTER, member_id)
