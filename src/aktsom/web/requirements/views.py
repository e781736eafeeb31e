"""Where texts for tenders begin, and a choice that was kept."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.core.papers import Heading, Note, Paper, Part, Text
from aktsom.knowledge.queries.requirements import ChoicePage, choice, choices_of, may_keep_for
from aktsom.knowledge.states import Place
from aktsom.knowledge.tables import requirement_rules, requirement_texts
from aktsom.web.base.access import SignedInRequest, signed_in, takes_part
from aktsom.web.base.jinja import write_date
from aktsom.web.base.risk_words import level_words, stage_words
from aktsom.web.base.word_files import word
from aktsom.web.requirements import words


@takes_part
@require_safe
def start(request: SignedInRequest) -> HttpResponse:
    """A category or a product to begin from, and what one's own members have kept."""
    catalogue = current_catalogue()
    group, product = request.GET.get("kategori", ""), request.GET.get("produkt", "")
    if product in catalogue.product:
        address = redirect("requirements_goods", group_id=catalogue.product[product].group_id)
        address["Location"] += f"?produkt={product}"
        return address
    if group in catalogue.group:
        return redirect("requirements_goods", group_id=group)
    context = {
        "groups": [(one, catalogue.products_of(one.id)) for one in catalogue.groups],
        "rows": choices_of(request.actor),
        "keeps": bool(may_keep_for(request.actor)),
        "catalogue": catalogue,
    }
    return render(request, "requirements/list.html", context)


@signed_in
@require_safe
def one(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = choice(request.actor, public_id)
    known = requirement_texts()
    titles = {code: text.title[words.language()] for code, text in known.items()}
    places = [(place, [text for text in found.texts if text.place == place]) for place in Place]
    context = {
        "found": found,
        "places": [(place, texts) for place, texts in places if texts],
        "titles": titles,
        "rules": {text.code: _rule_of(text.code) for text in found.texts},
        "words": words,
        "levels": [(stage_words()[stage], level) for stage, level in found.choice.basis["levels"].items()],
        "may": found.choice.member in may_keep_for(request.actor),
        "catalogue": current_catalogue(),
    }
    return render(request, "requirements/choice.html", context)


@signed_in
@require_safe
def one_word(request: SignedInRequest, public_id: str) -> HttpResponse:
    """In the language that its texts were chosen in, all of it, whatever language the page is read in."""
    found = choice(request.actor, public_id)
    with translation.override(found.choice.language):
        return word(_paper(found))


def _rule_of(code: str) -> str:
    text = requirement_texts().get(code)
    return requirement_rules()[text.rule].name[words.language()] if text else ""


def _paper(found: ChoicePage) -> Paper:
    """The texts as they are to stand in the tender, then why, for the file."""
    places, notes = words.place_words(), words.place_notes()
    made, known = found.choice, requirement_texts()
    parts: list[Part] = []
    for place in Place:
        texts = [text for text in found.texts if text.place == place]
        if texts:
            parts += [Heading(places[place]), Note(notes[place])]
        for text in texts:
            parts.append(Heading(known[text.code].title[made.language] if text.code in known else text.code, 2))
            parts.append(Text(text.text))
    parts.append(Heading(_("Begrunnelse for saken")))
    parts.append(Text(_("Hvert krav er vurdert opp mot risikoen, og er knyttet til leveransen.")))
    for text in found.texts:
        title = known[text.code].title[made.language] if text.code in known else text.code
        rule = _rule_of(text.code)
        parts += [Heading(title, 2), Text(text.reason), *([Note(rule)] if rule else [])]
    levels = ((stage_words()[stage], level_words()[level]) for stage, level in made.basis["levels"].items())
    return Paper(
        title=_("Krav om menneskerettigheter: %(title)s") % {"title": made.title},
        language=words.language(),
        sender=(str(made.member.name),),
        facts=(
            (_("Valgt"), write_date(made.made_at)),
            *(((_("Av"), found.by),) if found.by else ()),
            (_("Utgave"), str(made.number)),
            (_("Høyrisikolisten"), str(made.basis["edition"])),
            *levels,
        ),
        parts=tuple(parts),
        labels=(_("Side"), _("av")),
    )
