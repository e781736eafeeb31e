"""What is wrong with a contract's facts, in words: what it is, and how to mend it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aktsom.contracts.rules import Problem
from aktsom.core.errors import DomainError

_TEXTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "title_missing": (_("Avtalen mangler tittel."), _("Skriv hva som kjøpes, med noen få ord.")),
    "too_long": (_("Teksten er for lang. Det er plass til {limit} tegn."), _("Kort ned teksten.")),
    "too_many_countries": (_("Det er for mange land."), _("Behold de viktigste opprinnelseslandene.")),
    "country_unknown": (
        _("«{value}» er ikke en landkode vi kjenner."),
        _("Bruk to bokstaver, for eksempel NO, CN eller BD."),
    ),
    "organisation_number_wrong": (
        _("«{value}» er ikke et gyldig organisasjonsnummer."),
        _("Sjekk nummeret i Enhetsregisteret, eller tøm feltet. Da kjenner vi leverandøren igjen på navnet."),
    ),
    "supplier_missing": (_("Leverandøren er ikke oppgitt."), _("Skriv inn navnet eller organisasjonsnummeret.")),
    "currency_unknown": (
        _("«{value}» er ikke en valuta vi kjenner."),
        _("Bruk tre bokstaver, for eksempel NOK eller EUR."),
    ),
    "value_negative": (_("Verdien {value} er under null."), _("Skriv verdien uten minus, eller la feltet stå tomt.")),
    "value_absurd": (_("Verdien {value} er større enn noen avtale kan være."), _("Sjekk tallet og skilletegnene.")),
    "value_very_large": (
        _("Verdien {value} er over ti milliarder."),
        _("Se etter om tallet er i hele kroner. Stemmer det, trenger du ikke gjøre noe."),
    ),
    "year_unlikely": (_("Datoen {value} ligger for langt unna."), _("Sjekk årstallet.")),
    "ends_before_start": (_("Avtalen slutter ({end}) før den begynner ({start})."), _("Rett en av datoene.")),
    "option_before_end": (
        _("Opsjonen slutter før avtalen gjør det ({end})."),
        _("Siste dag med opsjon skal være etter sluttdatoen."),
    ),
    "signed_after_end": (_("Avtalen er signert etter at den sluttet ({end})."), _("Sjekk datoene.")),
    "cpv_malformed": (_("«{value}» er ikke en CPV-kode."), _("En CPV-kode har åtte sifre, for eksempel 33141420.")),
    "term_set_unknown": (
        _("Vi kjenner ikke vilkårene «{value}»."),
        _("Velg et av vilkårssettene i listen, eller la feltet stå tomt."),
    ),
    "reference_taken": (
        _("Referansen «{value}» er allerede brukt på en annen avtale hos dere."),
        _("Bruk en annen referanse, eller åpne avtalen som finnes."),
    ),
    "reference_twice": (
        _("Referansen «{value}» står også på rad {row}."),
        _("Gi radene hver sin referanse, eller la den ene være utenfor."),
    ),
}


@dataclass(frozen=True, slots=True)
class Described:
    what: str
    mend: str


def known(code: str) -> bool:
    """Whether the code is ours; others are the file reader's own."""
    return code in _TEXTS


def describe(problem: Problem) -> Described:
    """The problem in the language of the page."""
    what, mend = _TEXTS[problem.code]
    return Described(str(what).format(**problem.params), str(mend).format(**problem.params))


class FactsWrong(DomainError):
    """The facts cannot be kept as they are; `problems` holds those that block, for the form to show by field."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(" ".join(f"{d.what} {d.mend}" for d in map(describe, problems)))
        self.problems = problems
