"""What speaks for and against two records being one company, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktsom.suppliers.queries.sameness import Learned
from aktsom.suppliers.thresholds import Tally
from aktsom.web.base.jinja import write_number

STRONG, CLEAR = 4, 2  # powers of two of the odds: sixteen times as likely, and four times


class Said(NamedTuple):
    """`field` and what it speaks for; `speaks_for` says on which side."""

    field: str
    what: str
    strength: str
    speaks_for: bool


def evidence_words(evidence: Mapping[str, float], *, of_places: bool = False) -> list[Said]:
    """In the order given: what speaks most for sameness first."""
    unit = _("et nummer eller ord som pleier å skille to steder")
    names = {
        "name": (_("Navn"), _("samme eller nesten samme navn"), _("navnene er ulike")),
        "number": (_("Nummer"), _("samme organisasjonsnummer"), _("ulike numre, der minst ett er feil skrevet")),
        "country": (_("Land"), _("samme land"), _("ulike land")),
        "domain": (_("Nettsted"), _("samme nettsted"), _("ulike nettsteder")),
        "phone": (_("Telefon"), _("samme telefon"), _("ulike telefoner")),
        "postcode": (_("Postnummer"), _("samme postnummer"), _("ulike postnumre")),
        "town": (_("Sted"), _("samme sted"), _("ulike steder")),
        "address": (_("Adresse"), _("samme eller nesten samme adresse"), _("adressene er ulike")),
        "unit": (_("Avdeling"), "", unit)
        if of_places
        else (_("Konsernord"), "", _("et ord som pleier å skille selskaper i samme konsern")),
        "form": (_("Selskapsform"), "", _("ulike selskapsformer")),
        "extra_word": (_("Ord i navnet"), "", _("det ene navnet har et ord mer")),
    }
    return [
        Said(names[field][0], names[field][1 if weight > 0 else 2], _strength(weight), weight > 0)
        for field, weight in evidence.items()
        if field in names
    ]


def _strength(weight: float) -> str:
    if weight > 0:
        return _("taler sterkt for") if weight >= STRONG else _("taler for") if weight >= CLEAR else _("taler litt for")
    return (
        _("taler sterkt imot") if weight <= -STRONG else _("taler imot") if weight <= -CLEAR else _("taler litt imot")
    )


def reason_from(evidence: Mapping[str, float], *, of_places: bool = False) -> str:
    """The reason kept where a person judged by the comparison and wrote none."""
    told = [said.what for said in evidence_words(evidence, of_places=of_places) if said.what]
    return _("Ut fra sammenligningen: %(what)s.") % {"what": "; ".join(told)} if told else _("Ut fra sammenligningen.")


def learned_words(learned: Learned) -> list[str]:
    """A line for each stretch of weights that somebody has judged pairs of."""
    return [_tally(tally) for tally in learned.bands if tally.judged]


def _tally(tally: Tally) -> str:
    said = {
        "same": write_number(tally.same),
        "judged": write_number(tally.judged),
        "above": write_number(tally.above, 1),
    }
    if tally.upto is None:
        return (
            ngettext(
                "%(same)s av %(judged)s par over %(above)s var samme selskap",
                "%(same)s av %(judged)s par over %(above)s var samme selskap",
                tally.judged,
            )
            % said
        )
    said["upto"] = write_number(tally.upto, 1)
    return _("%(same)s av %(judged)s par fra %(above)s til %(upto)s var samme selskap") % said
