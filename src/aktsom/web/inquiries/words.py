"""Signals and inquiries in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.categories.queries import current_catalogue
from aktsom.findings.models import Inquiry, Signal
from aktsom.findings.queries.inquiries import InquiryView
from aktsom.findings.signal_states import BranchState, Employer, InquiryState, Part, SignalSource, SignalState, Since
from aktsom.teams.models import CategoryTeam
from aktsom.web.base.jinja import locale
from aktsom.web.teams.words import group_name

Words = Mapping[str, str | Promise]
SIGNAL_STATES: Words = {
    SignalState.RECEIVED: gettext_lazy("Ikke sett på"),
    SignalState.LOOKED_AT: gettext_lazy("Ses på"),
    SignalState.JOINED: gettext_lazy("I en undersøkelse"),
    SignalState.SET_ASIDE: gettext_lazy("Lagt bort"),
    SignalState.FORWARDED: gettext_lazy("Sendt videre"),
}
SIGNAL_MARKS = {
    SignalState.RECEIVED: "late",
    SignalState.LOOKED_AT: "wait",
    SignalState.JOINED: "ok",
    SignalState.SET_ASIDE: "none",
    SignalState.FORWARDED: "ok",
}
SOURCES: Words = {
    SignalSource.WORKER: gettext_lazy("Arbeider"),
    SignalSource.RELATIVE: gettext_lazy("En som kjenner noen der"),
    SignalSource.UNION: gettext_lazy("Fagforening"),
    SignalSource.NGO: gettext_lazy("Organisasjon"),
    SignalSource.MEDIA: gettext_lazy("Media"),
    SignalSource.AUTHORITY: gettext_lazy("Myndighet"),
    SignalSource.BUYER: gettext_lazy("En annen innkjøper"),
    SignalSource.OTHER: gettext_lazy("Andre"),
}
KINDS: Words = {
    "danger_to_life": gettext_lazy("Fare for liv"),
    "child_labour": gettext_lazy("Barnearbeid"),
    "forced_labour": gettext_lazy("Tvangsarbeid"),
    "violence": gettext_lazy("Vold, trusler eller overgrep"),
    "fees": gettext_lazy("Betaling for å få jobb"),
    "safety": gettext_lazy("Farlig arbeid"),
    "union": gettext_lazy("Organisasjonsfrihet"),
    "discrimination": gettext_lazy("Diskriminering"),
    "wages": gettext_lazy("Lønn"),
    "hours": gettext_lazy("Arbeidstid"),
    "other": gettext_lazy("Annet"),
}
SINCE: Words = {
    Since.NOW: gettext_lazy("Det skjer nå"),
    Since.MONTH: gettext_lazy("Den siste måneden"),
    Since.YEAR: gettext_lazy("Det siste året"),
    Since.OLDER: gettext_lazy("For lenger siden"),
}
EMPLOYER: Words = {
    Employer.NEVER: gettext_lazy("Nei, aldri"),
    Employer.ASK: gettext_lazy("Spør først"),
    Employer.MAY: gettext_lazy("Ja"),
}
GRAVITY: Words = {
    "1": gettext_lazy("Alvorlig"),
    "2": gettext_lazy("Svært alvorlig"),
    "3": gettext_lazy("Nulltoleranse"),
}
INQUIRY_STATES: Words = {InquiryState.OPEN: gettext_lazy("Pågår"), InquiryState.CLOSED: gettext_lazy("Avsluttet")}
BRANCHES: Words = {
    "forward": gettext_lazy("Selger det som lages der"),
    "components": gettext_lazy("Delen eller råvaren kommer derfra"),
    "explain": gettext_lazy("Ingen kjent vei dit"),
}
BRANCH_STATES: Words = {
    BranchState.WAITING: gettext_lazy("Ikke spurt"),
    BranchState.ASKED: gettext_lazy("Spurt, har ikke svart"),
    BranchState.ANSWERED: gettext_lazy("Har svart"),
}
BRANCH_MARKS = {BranchState.WAITING: "none", BranchState.ASKED: "wait", BranchState.ANSWERED: "ok"}
PARTS: Words = {
    Part.JOINS: gettext_lazy("Blir med i møte og undersøkelse"),
    Part.OWN: gettext_lazy("Følger opp selv"),
}


def by_whom(team: CategoryTeam | None) -> str:
    if team is None:
        return _("Sekretariatet")
    known = team.group_id in current_catalogue().group
    name = group_name(team.group_id) if known else team.group_id
    return _("Gruppen for %(name)s") % {"name": name.lower()}


def move_of(one: Signal, held_in: Inquiry | None) -> str:
    """Whose move a signal is. `held_in` is its inquiry, where the reader may see that."""
    if one.state in (SignalState.SET_ASIDE, SignalState.FORWARDED):
        return _("Ingen")
    if one.state != SignalState.JOINED:
        return by_whom(one.team)
    if held_in is None:
        return _("De som fører undersøkelsen")
    return by_whom(held_in.team) if held_in.state == InquiryState.OPEN else _("Ingen")


def move_in(view: InquiryView) -> str:
    """As far as the reader sees: what its own body has not acknowledged, then what suppliers are to be asked or have
    not answered."""
    one, states = view.inquiry, {state for state, count in view.by_state.items() if count}
    if one.state == InquiryState.CLOSED:
        return _("Ingen")
    if unread := [row.member.name for row in view.mine if row.alerted_at and not row.acknowledged_at]:
        return ", ".join(unread)
    if BranchState.ASKED in states and BranchState.WAITING not in states:
        return _("Leverandørene")
    return by_whom(one.team)


def language_name(code: str) -> str:
    """In the reader's own language."""
    return str(locale().languages.get(code, code))


def answered(one: Inquiry) -> str:
    told = {"answers": one.__dict__["answer_count"], "count": one.__dict__["branch_count"]}
    return _("%(answers)s av %(count)s") % told
