"""Why an actor may not answer a self-report or hand it in, or nothing."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.core.errors import Refusal
from aktsom.follow_up.models import SelfReport
from aktsom.follow_up.states import OPEN_TO_SUPPLIER, REPORT, ReportState
from aktsom.supply_chain.permissions import approves


def answer(actor: Actor, report: SelfReport) -> Refusal | None:
    """One of the supplier's own people, while it is the supplier's move."""
    if report.supplier_id not in actor.supplier_ids:
        return Refusal(_("Bare de som svarer for leverandøren, kan fylle ut dette."))
    if report.state in OPEN_TO_SUPPLIER:
        return None
    if report.state == ReportState.WITHDRAWN:
        return Refusal(_("De som spurte, har trukket spørsmålet tilbake. Dere trenger ikke svare."))
    return Refusal(_("Svaret er sendt inn, og endres ikke nå. Mangler noe, får dere det tilbake."))


def submit(actor: Actor, report: SelfReport) -> Refusal | None:
    """Asked of the table, since the actor's roles do not say for which supplier one approves."""
    if (refusal := answer(actor, report)) is not None:
        return refusal
    if not approves(actor, report.supplier_id):
        return Refusal(_("Den som godkjenner for leverandøren, må sende inn. Alt du har skrevet, er lagret."))
    return REPORT.refusal(report.state, "submit")
