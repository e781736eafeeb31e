"""Texts for tenders in the words of the page's language: where they belong, and why each is proposed or not."""

from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.catalogue import Catalogue
from aktsom.knowledge.queries.risk_of_purchase import Purchase
from aktsom.knowledge.rules.requirements import Because, Proposal
from aktsom.knowledge.states import Place
from aktsom.risk.sentences import listed
from aktsom.web.base.risk_words import level_words, stage_words


def language() -> str:
    return translation.get_language() or "nb"


def place_words() -> dict[Place, str]:
    return {
        Place.QUALIFICATION: _("Kvalifikasjonskrav"),
        Place.SPECIFICATION: _("Kravspesifikasjon"),
        Place.AWARD: _("Tildelingskriterier"),
        Place.CONTRACT: _("Kontraktsvilkår"),
    }


def place_notes() -> dict[Place, str]:
    return {
        Place.QUALIFICATION: _("Hva leverandøren må kunne for å få levere tilbud. Stenger andre ute, så bruk få."),
        Place.SPECIFICATION: _("Hva varen eller tjenesten må være. Alle tilbud må oppfylle det."),
        Place.AWARD: _("Det som gir poeng. Lønner dem som er bedre, uten å stenge noen ute."),
        Place.CONTRACT: _("Det som gjelder så lenge avtalen gjør. Her hører det meste om menneskerettigheter hjemme."),
    }


def why(proposal: Proposal, catalogue: Catalogue) -> list[str]:
    """One sentence a reason."""
    because = proposal.because
    if because.off_list:
        off = _("Kjøpet er ikke på høyrisikolisten, så bare de felles vilkårene foreslås.")
        return [off if proposal.fits else _("Kjøpet er ikke på høyrisikolisten.")]
    found = [_of_level(because)]
    if because.rights:
        names = listed([catalogue.right[code].name.within(language()) for code in because.rights], language())
        found.append(_("Listen nevner dette som risiko for varene: %(rights)s.") % {"rights": names})
    elif because.rights_unknown:
        found.append(_("Listen sier ikke hvilke rettigheter som er i fare. Det regnes som alvorlig til vi vet mer."))
    elif proposal.text.rights:
        found.append(_("Listen nevner ikke dette som risiko for varene."))
    return found


def _of_level(because: Because) -> str:
    stages = listed([stage_words()[stage].lower() for stage in because.stages], language())
    told = {"stages": stages, "level": level_words()[because.level].lower()}
    if not because.level.known:
        return _("Nivået er ukjent (%(stages)s). Ukjent regnes aldri som lavt.") % told
    return _("Høyeste nivå er «%(level)s» (%(stages)s).") % told


def title_of(purchase: Purchase) -> str:
    if purchase.contract is not None:
        return str(purchase.contract.title)
    if purchase.product is not None:
        return purchase.product.name.in_language(language())
    return purchase.group.name.in_language(language()) if purchase.group else ""
