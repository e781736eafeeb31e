"""What was found and what is done about it, as sheets of the workbook of a follow-up."""

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.queries.findings import findings_of
from aktsom.findings.queries.packed import measures_told, said_of
from aktsom.follow_up.models import FollowUp
from aktsom.web.findings import words
from aktsom.web.packages.sheet import Sheet, columns


def found(viewer: Actor, one: FollowUp) -> Sheet:
    rows = findings_of(viewer, [one])
    said = said_of(rows)
    headings = (_("Funn"), _("Hva det er"), _("Tilstand"), _("Sted"), _("Punkt"), _("Funnet"), _("Hva ble funnet"))
    return (
        _("Funn"),
        columns(*headings, _("Hva leverandøren sier")),
        [
            (
                row.title, str(words.KINDS[row.kind]), str(words.STATES[row.state]), row.site_name, row.number,
                row.found_on, row.text, said.get(row.pk, ""),
            )
            for row in rows
        ],
    )  # fmt: skip


def measures(viewer: Actor, one: FollowUp) -> Sheet:
    headings = (_("Tiltak"), _("Funn"), _("Årsak"), _("Frist"), _("Tilstand"), _("Hvorfor det ikke kan gjøres nå"))
    return (
        _("Tiltak"),
        columns(*headings, _("Annen kontroll imens")),
        [
            (
                row.text, row.finding.title, row.cause, row.due_on, str(words.MEASURE_STATES[row.state]),
                row.blocked_reason, row.alternative,
            )
            for row in measures_told(viewer, one.pk)
        ],
    )  # fmt: skip
