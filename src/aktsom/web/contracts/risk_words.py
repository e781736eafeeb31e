"""The risk of one contract in words: the sentence on top, the three stages, and where each level comes from."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from aktsom.categories.entries import Product, StageRisk
from aktsom.categories.levels import Level, Stage
from aktsom.risk.queries import RiskView, StageView
from aktsom.risk.screening.result import Kind, Verdict
from aktsom.risk.sentences import listed
from aktsom.risk.states import RiskState
from aktsom.web.base.jinja import country_name
from aktsom.web.base.risk_words import level_words, stage_words, verdict_words


@dataclass(frozen=True, slots=True)
class StageCard:
    """As the part `stages` takes it."""

    stage: str
    level: str
    what: list[str]
    rights: list[str]
    countries: list[str]
    source: str
    href: str
    link: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    product: str
    href: str
    stage: str
    risk: StageRisk


def language() -> str:
    return translation.get_language() or "nb"


def sentence(risk: RiskView) -> tuple[str, str]:
    """What stands in a few words, and the sentence after it."""
    head = verdict_words()[risk.verdict]
    match risk.verdict:
        case Verdict.HIGH_RISK:
            names = [one.name for one in risk.products] or [one.name for one in risk.groups]
            named = listed([name.within(language()) for name in names], language())
            return f"{head}: {named}." if named else f"{head}.", _levels_said(risk)
        case Verdict.INSUFFICIENT_INFORMATION:
            groups = listed([group.name.within(language()) for group in risk.groups], language())
            said = _("Vi vet ikke hvilke produkter som kjøpes, og ukjent teller aldri som lav.")
            belongs = _("Kjøpet hører til %(groups)s.") % {"groups": groups}
            return f"{head}.", f"{belongs} {said}" if groups else said
        case _:
            return f"{head}.", _("Det betyr ikke at kjøpet er uten risiko, bare at høyrisikolisten ikke nevner det.")


def _levels_said(risk: RiskView) -> str:
    levels, stages = level_words(), {stage: name.lower() for stage, name in stage_words().items()}
    known = [stage for stage in risk.highest_stages if risk.highest is not Level.UNKNOWN]
    said = []
    if known:
        where = listed([stages[stage] for stage in known], language())
        said.append(_("%(level)s på %(stages)s.") % {"level": levels[risk.highest], "stages": where})
    if risk.unknown_stages:
        where = listed([stages[stage] for stage in risk.unknown_stages], language())
        said.append(_("På %(stages)s vet vi ikke nok, og ukjent teller aldri som lav.") % {"stages": where})
    return " ".join(said)


def cards(risk: RiskView) -> list[StageCard]:
    return [_card(risk, view) for view in risk.stages]


def _card(risk: RiskView, view: StageView) -> StageCard:
    rights = [risk.catalogue.right[code].name for code in view.rights]
    product = view.places[0][0] if len(view.places) == 1 else None
    return StageCard(
        stage=view.stage,
        level=view.level,
        what=[risk.catalogue.material_name(material, language()) for material in view.materials]
        or ([] if view.stage is not Stage.FINAL else _names(view)),
        rights=[right.within(language()) if at else right.in_language(language()) for at, right in enumerate(rights)],
        countries=[country_name(code) for code in view.countries],
        source=_source(view),
        href=_product_address(product, view.stage) if product else "#kilder",
        link=_("Se kilden") if product else _("Se kildene"),
    )


def _names(view: StageView) -> list[str]:
    return [product.name.within(language()) for product, _risk in view.places]


def _source(view: StageView) -> str:
    days = sorted({risk.as_of for _product, risk in view.places if risk.as_of})
    if not view.places:
        return _("Listen sier ikke noe om dette leddet.")
    if not days:
        return _("Høyrisikolisten, uten dato.")
    return _("Høyrisikolisten, %(year)s.") % {"year": days[0][:4]}


def _product_address(product: Product, stage: Stage) -> str:
    return f"{reverse('catalogue_product', kwargs={'product_id': product.id})}#{stage}"


def sources(risk: RiskView) -> list[SourceLine]:
    """One line a product and stage: what the list says there, with date and source."""
    names = stage_words()
    return [
        SourceLine(
            product.name.in_language(language()), _product_address(product, view.stage), names[view.stage], place
        )
        for view in risk.stages
        for product, place in view.places
    ]


def state_words(risk: RiskView) -> str:
    return {
        RiskState.SCREENED: _("Forslag fra listen"),
        RiskState.CONFIRMED: _("Bekreftet"),
        RiskState.OVERRIDDEN: _("Rettet av dere") if risk.own else _("Rettet"),
        RiskState.CONTESTED: _("Nytt forslag"),
    }[risk.state]


def screened_names(risk: RiskView) -> str:
    """What the screen matched, by name."""
    names = [product.name for product in risk.screened.products]
    return ", ".join(name.within(language()) if at else name.in_language(language()) for at, name in enumerate(names))


_ICONS = {Kind.CPV: "tag", Kind.GROUP_CPV: "tag", Kind.WORD: "word", Kind.GROUP_WORD: "word", Kind.ORIGIN: "pin"}


def reason_lines(risk: RiskView) -> list[dict[str, str]]:
    """As the part `reasons` takes them: what counted with the mark of its kind, then what did not count."""
    counted = [{"icon": _ICONS[kind], "text": text, "note": ""} for kind, text in risk.screened.reasons]
    return counted + [{"icon": "minus", "text": text, "note": _("Telte ikke med")} for text in risk.screened.against]
