"""What decisions set in motion, in words."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aktsom.core.workflow import TransitionTable
from aktsom.sanctions.models import SanctionDecision
from aktsom.sanctions.rules.blocks import Block, Ground
from aktsom.sanctions.rules.suspensions import Result, Standing
from aktsom.sanctions.step_states import Dropped, OrderConditionState, ReplacementState, TerminationState, UseState
from aktsom.web.base.jinja import write_date
from aktsom.web.suppliers.words import in_a_row

STANDINGS: Mapping[str, str | Promise] = {
    Standing.DRAFTED: gettext_lazy("Ikke avgjort"),
    Standing.NOT_YET: gettext_lazy("Begynner senere"),
    Standing.IN_FORCE: gettext_lazy("Stansen gjelder"),
    Standing.RUN_OUT: gettext_lazy("Gått ut, ikke avgjort"),
}
OVER: Mapping[str, str | Promise] = {
    "lifted": gettext_lazy("Opphevet"),
    "ended": gettext_lazy("Avsluttet etter siste dag"),
    "dropped": gettext_lazy("Trukket"),
}
MARKS = {"drafted": "none", "not_yet": "wait", "in_force": "late", "run_out": "late", "over": "ok"}
RESULTS: Mapping[str, str | Promise] = {
    Result.MET: gettext_lazy("Ja, alt er vist. Stansen oppheves."),
    Result.PARTLY: gettext_lazy("Bare delvis. Stansen står."),
    Result.NOT_MET: gettext_lazy("Nei. Stansen står."),
}
RESULT_MARKS: Mapping[str, str | Promise] = {
    Result.MET: gettext_lazy("Vist"),
    Result.PARTLY: gettext_lazy("Delvis vist"),
    Result.NOT_MET: gettext_lazy("Ikke vist"),
}
DROPPED = {
    Dropped.WITHDRAWN: gettext_lazy("Avgjørelsen bak stansen er trukket."),
    Dropped.SUPERSEDED: gettext_lazy("En ny avgjørelse har tatt plassen til denne."),
}
STEPS: Mapping[str, str | Promise] = {
    "show": gettext_lazy("Leverandøren viste hva som er gjort"),
    "find_short": gettext_lazy("Prøven ble vurdert, og stansen står"),
    "lift": gettext_lazy("Stansen ble opphevet"),
    "prolong": gettext_lazy("Siste dag ble flyttet"),
    "end": gettext_lazy("Stansen ble avsluttet etter siste dag"),
    "drop": gettext_lazy("Stansen ble trukket"),
}
REPLACEMENTS: Mapping[str, str | Promise] = {
    ReplacementState.DRAFTED: gettext_lazy("Ikke avgjort"),
    ReplacementState.DEMANDED: gettext_lazy("Venter på et nytt sted"),
    ReplacementState.PROPOSED: gettext_lazy("Nytt sted foreslått"),
    ReplacementState.ASSESSED: gettext_lazy("Nytt sted vurdert"),
    ReplacementState.CONFIRMED: gettext_lazy("Byttet"),
    ReplacementState.DROPPED: gettext_lazy("Trukket"),
}
REPLACEMENT_MARKS = {
    "drafted": "none", "demanded": "late", "proposed": "wait", "assessed": "wait", "confirmed": "ok", "dropped": "none",
}  # fmt: skip
TERMINATIONS: Mapping[str, str | Promise] = {
    TerminationState.DRAFTED: gettext_lazy("Ikke avgjort"),
    TerminationState.STANDING: gettext_lazy("Hevet"),
    TerminationState.SETTLED: gettext_lazy("Hevet, oppfølgingen er over"),
    TerminationState.DROPPED: gettext_lazy("Trukket"),
}
CONDITIONS: Mapping[str, str | Promise] = {
    OrderConditionState.WAITS: gettext_lazy("Ikke vist"),
    OrderConditionState.MET: gettext_lazy("Vist"),
    OrderConditionState.WAIVED: gettext_lazy("Frafalt"),
}
USES: Mapping[str, str | Promise] = {
    UseState.NOTED: gettext_lazy("Notert"),
    UseState.HEARING: gettext_lazy("Leverandøren uttaler seg"),
    UseState.USED: gettext_lazy("Brukt i konkurransen"),
    UseState.NOT_USED: gettext_lazy("Ikke brukt i konkurransen"),
}


def whose_move(table: TransitionTable, state: str, owner: str, supplier: str) -> str:
    return {"owner": owner, "supplier": supplier}.get(table.owners[state], _("Ingen"))


def parts_of(whole: bool, products: Any, places: Any) -> str:
    """As "Hansker, Munnbind fra Lembayung Gloves"."""
    if whole:
        return _("Hele leveransen")
    goods = in_a_row(list(products)) or _("Alle varer")
    return _("%(goods)s fra %(places)s") % {"goods": goods, "places": in_a_row(list(places))} if places else goods


def block_title(one: Block) -> str:
    if one.ground is Ground.RUN_OUT:
        return _("Avgjør stansen før dere bestiller")
    return _("Ikke bestill noe under avtalen") if one.whole else _("Ikke bestill disse delene")


def block_words(one: Block) -> str:
    """Why, what and until when, in one or two sentences."""
    what = parts_of(one.whole, one.products, one.places)
    day, until = write_date(one.since), write_date(one.until) if one.until else ""
    match one.ground:
        case Ground.SUSPENSION:
            told = _("%(what)s er stanset fra og med %(day)s til og med %(until)s.")
        case Ground.RUN_OUT:
            told = _("%(what)s var stanset til og med %(until)s. Ingen har avgjort hva som skjer nå.")
        case Ground.REPLACEMENT if one.until:
            told = _("%(what)s: stanset til og med %(until)s. Etterpå leverer det nye stedet.")
        case Ground.REPLACEMENT:
            told = _("%(what)s: stedet skal byttes ut. Et nytt sted er ikke bekreftet.")
        case Ground.TERMINATION:
            told = _("Avtalen er hevet fra og med %(day)s.")
        case Ground.CONDITION:
            told = _("%(what)s: leverandøren skulle ha vist dette innen %(day)s, og har ikke gjort det.")
    return told % {"what": what, "day": day, "until": until}


def block_href(one: Block) -> str:
    names = {
        Ground.SUSPENSION: "steps_suspension", Ground.RUN_OUT: "steps_suspension",
        Ground.REPLACEMENT: "steps_replacement", Ground.TERMINATION: "steps_termination",
        Ground.CONDITION: "steps_condition",
    }  # fmt: skip
    return reverse(names[one.ground], kwargs={"public_id": one.about})


def decision_href(one: SanctionDecision) -> str:
    return reverse("sanctions_decision", kwargs={"public_id": one.public_id})
