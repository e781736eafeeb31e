"""What a column of a register can be, in the words shown to the person who checks the import."""

from __future__ import annotations

from enum import StrEnum

from aktsom.interop.spreadsheets.problems import _


class Field(StrEnum):
    REFERENCE = "reference"
    TITLE = "title"
    DESCRIPTION = "description"
    PRODUCTS = "products"
    SUPPLIER_NAME = "supplier_name"
    SUPPLIER_ORG_NUMBER = "supplier_org_number"
    SUPPLIER_COUNTRY = "supplier_country"
    CPV = "cpv"
    VALUE = "value"
    CURRENCY = "currency"
    START = "start"
    END = "end"
    PERIOD = "period"
    OPTION_UNTIL = "option_until"
    OPTIONS = "options"
    TERMS = "terms"
    ORIGIN_COUNTRIES = "origin_countries"
    STATUS = "status"
    BUYER = "buyer"


LABELS: dict[Field, str] = {
    Field.REFERENCE: _("Referanse"),
    Field.TITLE: _("Navn på avtalen"),
    Field.DESCRIPTION: _("Beskrivelse"),
    Field.PRODUCTS: _("Produkter"),
    Field.SUPPLIER_NAME: _("Leverandør"),
    Field.SUPPLIER_ORG_NUMBER: _("Leverandørens organisasjonsnummer"),
    Field.SUPPLIER_COUNTRY: _("Leverandørens land"),
    Field.CPV: _("CPV-koder"),
    Field.VALUE: _("Verdi"),
    Field.CURRENCY: _("Valuta"),
    Field.START: _("Startdato"),
    Field.END: _("Sluttdato"),
    Field.PERIOD: _("Periode (fra og til i samme celle)"),
    Field.OPTION_UNTIL: _("Siste dato med opsjoner"),
    Field.OPTIONS: _("Opsjoner"),
    Field.TERMS: _("Menneskerettighetsvilkår"),
    Field.ORIGIN_COUNTRIES: _("Opprinnelsesland"),
    Field.STATUS: _("Status"),
    Field.BUYER: _("Enhet som kjøper"),
}

SEVERAL_COLUMNS = frozenset({Field.CPV, Field.PRODUCTS, Field.DESCRIPTION, Field.ORIGIN_COUNTRIES})
"""Fields that may be spread over several columns; of the others one column is used."""
