"""Meetings in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.categories.queries import current_catalogue
from aktsom.follow_up.meeting_states import MEETING, MeetingKind, MeetingState, Side
from aktsom.members.models import Member
from aktsom.teams.models import CategoryTeam
from aktsom.web.teams.words import group_name

STATES: Mapping[str, str | Promise] = {
    MeetingState.PLANNED: gettext_lazy("Planlagt"),
    MeetingState.INVITED: gettext_lazy("Invitert"),
    MeetingState.MINUTES_SENT: gettext_lazy("Referat sendt"),
    MeetingState.COMMENTED: gettext_lazy("Referat kommentert"),
    MeetingState.CONFIRMED: gettext_lazy("Referat bekreftet"),
    MeetingState.SETTLED: gettext_lazy("Referatet står, med kommentar"),
    MeetingState.CANCELLED: gettext_lazy("Avlyst"),
}
KINDS: Mapping[str, str | Promise] = {
    MeetingKind.KICK_OFF: gettext_lazy("Oppstartsmøte"),
    MeetingKind.FOLLOW_UP: gettext_lazy("Oppfølgingsmøte"),
}
SIDES: Mapping[str, str | Promise] = {Side.OURS: gettext_lazy("Oss"), Side.SUPPLIER: gettext_lazy("Leverandøren")}


def by_whom(team: CategoryTeam | None, owner: Member) -> str:
    """Who follows up, also for readers who do not see the follow-up itself."""
    if team is None:
        return str(owner.name)
    known = team.group_id in current_catalogue().group
    name = group_name(team.group_id) if known else team.group_id
    return _("Gruppen for %(name)s") % {"name": name.lower()}


def whose_move(state: str, who: str, supplier: str) -> str:
    return {"team": who, "supplier": supplier, "": _("ingen")}[MEETING.owners[state]]
