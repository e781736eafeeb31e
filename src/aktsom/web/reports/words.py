"""The words of the pages of reports."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.effects.models import Report
from aktsom.effects.queries.reports import MayBegin
from aktsom.effects.report_states import ReportKind, ReportState
from aktsom.effects.reports.kinds import NAMES
from aktsom.effects.reports.setting import title_of
from aktsom.web.teams.words import group_name

STATES: dict[str, str | Promise] = {
    ReportState.DRAFT: _("Utkast"),
    ReportState.ADOPTED: _("Vedtatt"),
    ReportState.REPLACED: _("Rettet av en nyere utgave"),
}
MARKS = {ReportState.DRAFT: "wait", ReportState.ADOPTED: "ok", ReportState.REPLACED: "none"}
LANGUAGES: dict[str, str | Promise] = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("Engelsk")}
FORMS = {"pdf": "PDF", "docx": "Word"}
SHORT: dict[str, str | Promise] = {
    ReportKind.ROUTINE: _("Rapport om rutiner"),
    ReportKind.ACCOUNT: _("Redegjørelse etter åpenhetsloven"),
    ReportKind.MANAGEMENT: _("Til ledelsen, på én side"),
    ReportKind.COOPERATION: NAMES[ReportKind.COOPERATION],
    ReportKind.CATEGORY: NAMES[ReportKind.CATEGORY],
}


def whose(one: Report) -> str:
    if one.member is not None:
        return one.member.name
    return str(_("Samarbeidet")) if one.team is None else group_name(one.team.group_id)


def choice_name(one: MayBegin) -> str:
    name = one.name or (group_name(one.group_id) if one.group_id else "")
    return f"{SHORT[one.kind]}: {name}" if name else str(SHORT[one.kind])


def readers(one: Report) -> list[tuple[str, str]]:
    """[(who, what)] of the strip on the page."""
    if one.member is not None:
        return [(one.member.name, str(_("alt"))), (str(_("Andre medlemmer")), str(_("ingenting")))]
    if one.team is not None:
        return [(str(_("Gruppen")), str(_("alt"))), (str(_("Andre")), str(_("ingenting")))]
    others = _("alt") if one.state in (ReportState.ADOPTED, ReportState.REPLACED) else _("når den er vedtatt")
    return [(str(_("Sekretariatet")), str(_("alt"))), (str(_("Medlemmene")), str(others))]


__all__ = ["FORMS", "LANGUAGES", "MARKS", "SHORT", "STATES", "choice_name", "readers", "title_of", "whose"]
