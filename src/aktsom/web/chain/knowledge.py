"""How well a delivery is known, in one set of words for all pages of chains."""

from django.utils.translation import gettext as _

from aktsom.supply_chain.states import Confidence, Known

_KNOWN = {Known.CLAIMED: Confidence.DECLARED, Known.KNOWN: Confidence.DOCUMENTED, Known.VERIFIED: Confidence.VERIFIED}


def word(known: Confidence | Known | None) -> str:
    """None is what nobody knows."""
    return {
        Confidence.VERIFIED: _("Bekreftet"),
        Confidence.DOCUMENTED: _("Dokumentert"),
        Confidence.DECLARED: _("Oppgitt"),
        None: _("Ukjent"),
    }[_KNOWN.get(known) if isinstance(known, Known) else known]


def unknown(*, said: bool) -> str:
    """Beside the word: the supplier's own answer, or that there is none."""
    return _("leverandøren sier at den ikke vet") if said else _("ikke svart")


def briefly(*, said: bool) -> str:
    """The same where there is room for few letters."""
    return _("svart: vet ikke") if said else unknown(said=False)


def legend() -> list[tuple[Confidence | None, str, str]]:
    """(mark, word, what it means), the best known first."""
    return [
        (Confidence.VERIFIED, word(Confidence.VERIFIED), _("noen andre enn leverandøren har kontrollert det")),
        (Confidence.DOCUMENTED, word(Confidence.DOCUMENTED), _("et dokument viser det")),
        (Confidence.DECLARED, word(Confidence.DECLARED), _("leverandøren sier det")),
        (None, f"{word(None)}, {briefly(said=False)}", _("ingen har sagt noe om leddet")),
        (None, f"{word(None)}, {briefly(said=True)}", unknown(said=True)),
    ]
