"""Verbs of a member's archive and of requests for access."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RECORDS: dict[str, str | Promise] = {
    "case_numbered": _("Ga en sak nummer i arkivet"),
    "document_access_marked": _("Vurderte om et dokument er unntatt offentlighet"),
    "case_export_asked_for": _("Ba om et uttrekk til arkivet"),
    "case_export_fetched": _("Hentet et uttrekk til arkivet"),
    "access_requested": _("Registrerte et krav om innsyn"),
    "access_extended": _("Forlenget fristen for et krav om innsyn"),
    "access_document_added": _("Fant et dokument til et krav om innsyn"),
    "access_document_dropped": _("Tok bort et dokument fra et krav om innsyn"),
    "access_passages_settled": _("Vurderte hva som holdes tilbake i et dokument"),
    "access_document_decided": _("Avgjorde om et dokument gis ut"),
    "access_consulted": _("Spurte leverandøren om innsyn i et dokument"),
    "access_consultation_answered": _("Svarte på spørsmål om innsyn i et dokument"),
    "access_decided": _("Avgjorde et krav om innsyn"),
    "access_reopened": _("Gjorde om på svaret på et krav om innsyn"),
    "access_answered": _("Sendte svaret på et krav om innsyn"),
    "access_dropped": _("La bort et krav om innsyn"),
}
