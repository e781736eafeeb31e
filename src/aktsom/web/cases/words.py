"""Follow-ups in words: states, methods, forms, and why a supplier is proposed."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.follow_up.models import FollowUp
from aktsom.follow_up.rules import proportion
from aktsom.follow_up.rules.proposals import Ground, Proposal
from aktsom.follow_up.states import FollowUpState, Form, Method
from aktsom.web.base.jinja import write_date

STATES: Mapping[str, str | Promise] = {
    FollowUpState.PLANNED: gettext_lazy("Planlagt"),
    FollowUpState.ANNOUNCED: gettext_lazy("Varslet"),
    FollowUpState.RUNNING: gettext_lazy("Pågår"),
    FollowUpState.CONCLUDED: gettext_lazy("Konkludert"),
    FollowUpState.DROPPED: gettext_lazy("Avlyst"),
}
METHODS: Mapping[str, str | Promise] = {
    Method.SELF_REPORT: gettext_lazy("Egenrapport"),
    Method.MEETING: gettext_lazy("Møte"),
    Method.DOCUMENT_REVIEW: gettext_lazy("Gjennomgang av dokumenter"),
    Method.AUDIT: gettext_lazy("Revisjon"),
}
FORMS: Mapping[str, str | Promise] = {
    Form.FULL: gettext_lazy("Fullt skjema"),
    Form.SIMPLIFIED: gettext_lazy("Forenklet skjema"),
}
FORM_GROUNDS: Mapping[str, str | Promise] = {
    proportion.Ground.LARGE_BOTH: gettext_lazy("En avtale er over grensen, og leverandøren er stor."),
    proportion.Ground.SMALL_PURCHASE: gettext_lazy("Alle avtalene er under grensen."),
    proportion.Ground.SMALLER_SUPPLIER: gettext_lazy(
        "Leverandøren er ikke stor. Er en avtale over grensen, kan dere velge det fulle."
    ),
    proportion.Ground.VALUE_OPEN: gettext_lazy("Vi vet ikke om noen av avtalene er over grensen."),
    proportion.Ground.SIZE_OPEN: gettext_lazy("En avtale er over grensen, men vi vet ikke hvor stor leverandøren er."),
}


def reasons(proposal: Proposal) -> list[str]:
    """Why the supplier stands where it stands in the list."""
    facts = proposal.facts
    told = {
        Ground.GRAVE: _("På høyrisikolisten: alvor %(severity)s av 4 for mennesker, sannsynlighet %(likelihood)s av 6")
        % {"severity": facts.severity, "likelihood": facts.likelihood},
        Ground.REACH: ngettext("%(num)s medlem kjøper her", "%(num)s medlemmer kjøper her", facts.members)
        % {"num": facts.members},
        Ground.NOTHING_KNOWN: _("Ingen har konkludert om leverandøren ennå"),
        Ground.KNOWN_SINCE: _("Konkludert %(day)s, og kan brukes fortsatt") % {"day": _day(facts.concluded_on)},
        Ground.OUT_OF_DATE: _("Konkludert %(day)s, for gammelt til å bygge på") % {"day": _day(facts.concluded_on)},
        Ground.DEMANDED: _("Vilkårene krever egenrapport innen %(day)s") % {"day": _day(facts.demanded_on)},
        Ground.OVERDUE: _("Vilkårene krevde egenrapport innen %(day)s") % {"day": _day(facts.demanded_on)},
        Ground.RUNNING: _("Følges opp nå"),
        Ground.NO_MANDATES: _("Ingen avtaleeier har gitt fullmakt ennå"),
    }
    return [told[ground] for ground in proposal.grounds]


def _day(day: object) -> str:
    return write_date(day) if day else ""  # type: ignore[arg-type]  # a date, where the ground is given


def by_whom(one: FollowUp, name_of_group: str) -> str:
    if one.member is not None:
        return str(one.member.name)
    return _("Gruppen for %(name)s") % {"name": name_of_group.lower()}


def whose_move(one: FollowUp, name_of_group: str) -> str:
    return "" if one.state in (FollowUpState.CONCLUDED, FollowUpState.DROPPED) else by_whom(one, name_of_group)
