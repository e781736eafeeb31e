"""Verbs of competence, of texts for tenders, and of how often letters come."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEARNED: dict[str, str | Promise] = {
    "letters_chosen": _("Valgte hvor ofte brev skal komme"),
    "requirements_chosen": _("Tok vare på krav til en konkurranse"),
    "competence_said": _("Sa hva en selv kan"),
    "competence_removed": _("Tok bort noe en hadde sagt at en kan"),
    "competence_confirmed": _("Bekreftet hva en i gruppen kan"),
    "training_noted": _("Skrev opp et kurs"),
    "training_removed": _("Tok bort et kurs"),
    "shadowing_noted": _("Skrev opp å ha fulgt en kollega for å lære"),
    "shadowing_confirmed": _("Bekreftet at en kollega fulgte med for å lære"),
    "shadowing_removed": _("Tok bort at noen fulgte med for å lære"),
}
