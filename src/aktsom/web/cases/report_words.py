"""Self-reports in words: when each contract is due and why, how it stands, and what a round of them came to."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktsom.follow_up.rules.dues import Open, Timing
from aktsom.follow_up.states import ReportState, RoundState
from aktsom.terms.explanations import ANCHORS, explain
from aktsom.terms.rules import Due, DueKind
from aktsom.web.base.jinja import write_date

STATES: Mapping[str, str | Promise] = {
    ReportState.ASKED: gettext_lazy("Venter på leverandøren"),
    ReportState.ANSWERED: gettext_lazy("Besvart"),
    ReportState.RETURNED: gettext_lazy("Sendt tilbake, noe mangler"),
    ReportState.JUDGED: gettext_lazy("Vurdert"),
    ReportState.WITHDRAWN: gettext_lazy("Trukket tilbake"),
}
ROUND_STATES: Mapping[str, str | Promise] = {
    RoundState.RUNNING: gettext_lazy("Sender nå"),
    RoundState.STOPPED: gettext_lazy("Stanset"),
    RoundState.DONE: gettext_lazy("Ferdig"),
}
# How the state of a contract is drawn, see parts/states.html.
DRAWN: Mapping[Timing, str] = {
    Timing.IN_TIME: "ok",
    Timing.ANSWERED: "ok",
    Timing.LATE: "late",
    Timing.OVERDUE: "late",
    Timing.WAITS: "wait",
    Timing.NO_DAY: "none",
}


def due_why(why: Mapping[str, Any]) -> str:
    """How the day was found by the contract's terms, or why there is none."""
    match why.get("open"):
        case Open.NO_TERMS:
            return _("Ingen har sagt hvilke vilkår avtalen har.")
        case Open.NOT_ASKED_FOR:
            return _("Vilkårene i avtalen ber ikke om egenrapport.")
        case Open.DAY_MISSING:
            anchor = str(why.get("anchor", ""))
            return _("%(rule)s, men dagen for %(anchor)s er ikke ført.") % {
                "rule": _rule(why).capitalize(),
                "anchor": ANCHORS.get(anchor, anchor),
            }
        case Open.CONTRACT_SAYS:
            return _("Vilkårene sier ingen dag. Se hva avtalen selv sier.")
    return _rule(why)


def _rule(why: Mapping[str, Any]) -> str:
    return explain(Due(DueKind.DATE, str(why.get("code", "contract_decides")), why.get("params") or {}))


def timing_words(stands: Timing, ticked_on: date | None, due_on: date | None) -> str:
    """ "svart 12. mai, i tide"."""
    day, due = write_date(ticked_on, "medium"), write_date(due_on, "medium")
    told = {
        Timing.IN_TIME: _("svart %(day)s, i tide") % {"day": day},
        Timing.LATE: _("svart %(day)s, etter fristen") % {"day": day},
        Timing.ANSWERED: _("svart %(day)s") % {"day": day},
        Timing.OVERDUE: _("ikke svart, fristen var %(day)s") % {"day": due},
        Timing.WAITS: _("svar innen %(day)s") % {"day": due},
        Timing.NO_DAY: _("ikke svart, ingen frist"),
    }
    return told[stands]


def counted(timings: Counter[Timing]) -> list[str]:
    """How many contracts are in time and how many are not, the gravest first."""
    said = {
        Timing.OVERDUE: ngettext(
            "%(num)s avtale over fristen", "%(num)s avtaler over fristen", timings[Timing.OVERDUE]
        ),
        Timing.LATE: ngettext("%(num)s avtale svart for sent", "%(num)s avtaler svart for sent", timings[Timing.LATE]),
        Timing.IN_TIME: ngettext("%(num)s avtale i tide", "%(num)s avtaler i tide", timings[Timing.IN_TIME]),
        Timing.ANSWERED: ngettext(
            "%(num)s avtale svart, uten frist", "%(num)s avtaler svart, uten frist", timings[Timing.ANSWERED]
        ),
        Timing.WAITS: ngettext("%(num)s avtale venter", "%(num)s avtaler venter", timings[Timing.WAITS]),
        Timing.NO_DAY: ngettext(
            "%(num)s avtale venter, uten frist", "%(num)s avtaler venter, uten frist", timings[Timing.NO_DAY]
        ),
    }
    return [text % {"num": timings[one]} for one, text in said.items() if timings[one]]
