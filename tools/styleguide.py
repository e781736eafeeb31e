"""Renders templates/styleguide.html with sample content, without database or settings, to look at the parts.

    python tools/styleguide.py TARGET [--theme light|dark|auto]

TARGET becomes a folder with index.html, the error pages and a copy of the static files, ready to be served.
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import django
from django import forms
from django.conf import settings
from jinja2 import Environment, FileSystemLoader

WEB = Path(__file__).resolve().parent.parent / "src/aktsom/web"
ERROR_PAGES = ["400.html", "403.html", "404.html", "500.html"]
ROOMS = ["home", "contracts", "categories", "suppliers", "cases", "effect", "catalogue"]


def environment() -> Environment:
    env = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True, extensions=["jinja2.ext.i18n"])
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined] -- added by the extension
    env.globals |= {"static": lambda path: f"static/{path}", "url": lambda name, **_: f"#{name}"}
    env.filters |= {
        "date": lambda day: f"{day:%d.%m.%Y}",
        "number": lambda n: f"{n:,}".replace(",", "\N{NO-BREAK SPACE}"),
    }
    return env


class Sample(forms.Form):
    title = forms.CharField(
        label="Tittel", help_text="Slik den står i avtalen, for eksempel «Engangshansker til sykehjem»."
    )
    organisation = forms.CharField(label="Organisasjonsnummer")
    terms = forms.ChoiceField(label="Vilkår", choices=[("T2", "Vilkår om menneskerettigheter (2022)"), ("T0", "Ingen")])
    start = forms.DateField(label="Starter", widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="Avvik fra vilkårene", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    origin = forms.ChoiceField(
        label="Vet dere hvor varen lages?", choices=[("yes", "Ja"), ("no", "Nei")], widget=forms.RadioSelect
    )
    confirmed = forms.BooleanField(label="Jeg har lest reglene for deling", required=False)
    file = forms.FileField(label="Fil", required=False)

    def clean_organisation(self) -> None:
        raise forms.ValidationError("Siste siffer stemmer ikke. Sjekk nummeret mot Brønnøysundregistrene.")


def sample() -> dict[str, Any]:
    return {
        "stages": [
            {
                "stage": "raw",
                "level": "very_high",
                "what": "Naturgummi (lateks)",
                "rights": ["Tvangsarbeid og gjeldsslaveri", "barnearbeid", "skadelige kjemikalier"],
                "countries": ["Thailand", "Malaysia"],
                "source": "Høyrisikolisten, hentet 2. november.",
                "href": "#",
                "link": "Tre kilder",
            },
            {
                "stage": "component",
                "level": "unknown",
                "what": "Nitril (syntetisk gummi)",
                "rights": "Kan ikke vurderes før vi vet hvor",
                "source": "Spurt 3. september, ikke besvart.",
                "href": "#",
                "link": "Spør igjen",
            },
            {
                "stage": "final",
                "level": "high",
                "what": "Hansken, dypping og pakking",
                "rights": "Utnytting av migrantarbeidere, tvangsarbeid, dårlige boforhold",
                "countries": "Malaysia, oppgitt av leverandøren",
                "source": "Høyrisikolisten, hentet 2. november.",
                "href": "#",
                "link": "Tre kilder",
            },
        ],
        "reasons": [
            {"icon": "tag", "text": "CPV-koden 18424300 hører til engangshansker på høyrisikolisten"},
            {"icon": "word", "text": "Ordet «engangshansker» står i tittelen"},
            {"icon": "pin", "text": "Leverandøren oppgir produksjon i Malaysia", "note": "Egenrapport 14. september"},
        ],
        "terms": [
            ("Egenrapport om aktsomhet", "15. sep. 2026", "ok", "Levert 14. sep."),
            ("Oversikt over produksjonssteder", "15. sep. 2026", "wait", "Nitril mangler"),
            ("Tilbakebetaling av rekrutteringsgebyr", "1. nov. 2026", "late", "22 dager over"),
            ("Ny egenrapport", "15. sep. 2027", "none", "Ikke startet"),
        ],
        "events": [
            {"on": date(2026, 11, 24), "when": "Frist 24. november", "text": "Du avgjør anbefalingen", "now": True},
            {"on": date(2026, 11, 17), "text": "Gruppen anbefalte stans av deler av leveransen"},
            {"on": date(2026, 11, 12), "text": "Leverandøren uttalte seg", "note": "Brev på to sider"},
            {"on": date(2026, 6, 12), "text": "Risiko på råvare hevet til svært høy", "href": "#"},
        ],
        "people": [
            {"name": "Marte Haugen", "role": "Sykehusinnkjøp, leder", "initials": "MH", "lead": True},
            {"name": "Ingrid Solheim", "role": "Oslo kommune (deg)", "initials": "IS"},
        ],
        "decide": [
            {
                "title": "Stans av deler av hanskeleveransen fra Nordhav Medisinsk",
                "href": "#",
                "text": "Gruppen for medisinsk forbruksmateriell anbefaler steg 2. Seks av åtte vilkår er oppfylt. "
                "Du må begrunne forholdsmessigheten.",
                "due": "I morgen",
                "due_note": "24. november",
                "late": True,
                "act": "Les og avgjør",
            },
            {
                "title": "Ny fullmakt for kontormøbler",
                "href": "#",
                "text": "Fullmakten til gruppen gikk ut 15. november.",
                "due": "3. desember",
                "due_note": "10 dager igjen",
                "act": "Se fullmakten",
            },
        ],
        "wait": [
            {
                "title": "Bekkelund IKT har ikke svart",
                "href": "#",
                "text": "5 dager over fristen",
                "act": "Send påminnelse",
                "act_icon": "send",
            },
            {
                "title": "Statsbygg vurderer tre funn",
                "href": "#",
                "text": "Innleid arbeidskraft",
                "state": "none",
                "state_text": "Til 30. nov.",
            },
        ],
        "dates": [
            {
                "on": date(2026, 11, 27),
                "when": "27. nov.",
                "title": "Egenrapport fra Lumen Tekstil",
                "href": "#",
                "text": "Arbeidstøy",
            },
            {
                "on": date(2026, 12, 1),
                "when": "1. des.",
                "title": "Tiltak 4 av 4 hos Nordhav Medisinsk",
                "href": "#",
                "text": "Klageordning",
            },
        ],
        "rows": [
            {"key": "gloves", "name": "Engangshansker", "note": "Thailand, Malaysia", "total": 7, "href": "#"},
            {"key": "masks", "name": "Munnbind og åndedrettsvern", "note": "Kina, Vietnam", "total": 5, "href": "#"},
            {"key": "syringes", "name": "Sprøyter og kanyler", "note": "Ikke oppgitt", "total": 3, "href": "#"},
            {"key": "nappies", "name": "Bleier og inkontinens", "note": "Polen, Brasil", "total": 3, "href": "#"},
        ],
        "columns": [
            {"key": "raw", "name": "Råvare"},
            {"key": "component", "name": "Komponent"},
            {"key": "final", "name": "Sluttprodukt"},
        ],
        "cells": {
            ("gloves", "raw"): {"level": "very_high", "href": "#", "count": 7},
            ("gloves", "final"): {"level": "high", "href": "#", "count": 4},
            ("masks", "raw"): {"level": "high", "href": "#"},
            ("masks", "component"): {"level": "medium_high", "href": "#"},
            ("masks", "final"): {"level": "high", "href": "#"},
            ("syringes", "final"): {"level": "medium_high", "href": "#"},
            ("nappies", "raw"): {"level": "high", "href": "#"},
            ("nappies", "component"): {"level": "medium", "href": "#"},
            ("nappies", "final"): {"level": "not_on_list", "href": "#"},
        },
        "contracts": [
            (
                "Engangshansker til sykehjem og hjemmetjeneste",
                "Nordhav Medisinsk AS",
                "very_high",
                "18,4 mill. kr",
                "31. mars 2027",
            ),
            ("Arbeidstøy og vernesko", "Lumen Tekstil AS", "high", "6,2 mill. kr", "1. juni 2028"),
            ("Bærbare PC-er og skjermer", "Bekkelund IKT AS", "unknown", "42,0 mill. kr", "15. sep. 2027"),
            ("Vaktmestertjenester", "Fjellstua Drift AS", "not_on_list", "1,1 mill. kr", "31. des. 2026"),
        ],
        "bars": [
            {"name": "Medisinsk utstyr", "value": 26, "href": "#"},
            {"name": "IKT-utstyr", "value": 19, "href": "#"},
            {"name": "Arbeidsklær, fottøy og tekstiler", "value": 11, "href": "#"},
            {"name": "Mat og drikke", "value": 8, "href": "#"},
        ],
        "shares": [
            {"name": "Svært høy", "value": 18, "fill": "very_high", "href": "#"},
            {"name": "Høy", "value": 20, "fill": "high", "href": "#"},
            {"name": "Middels høy", "value": 12, "fill": "medium_high", "href": "#"},
            {"name": "Ikke på listen", "value": 41, "fill": "not_on_list", "href": "#"},
            {"name": "Ukjent", "value": 21, "fill": "unknown", "href": "#"},
        ],
        "terms_share": [
            {"name": "Vilkår fra 2022", "value": 61, "fill": "accent"},
            {"name": "Eldre vilkår", "value": 30, "fill": "claimed"},
            {"name": "Vet ikke", "value": 21, "fill": "unknown"},
        ],
        "countries": [
            {"code": "VN", "name": "Vietnam", "level": "unknown", "text": "Nitril"},
            {"code": "BR", "name": "Brasil", "level": "medium_high", "text": "Cellulose"},
            {"code": "CN", "name": "Kina", "level": "high", "text": "Munnbind"},
            {"code": "IN", "name": "India", "level": "medium", "text": "Bomull"},
            {"code": "MY", "name": "Malaysia", "level": "very_high", "text": "Lateks, dypping"},
            {"code": "TH", "name": "Thailand", "level": "very_high", "text": "Lateks"},
            {"code": "SG", "name": "Singapore", "level": "high", "text": "Omlasting"},
        ],
        "form": Sample({"organisation": "923609017", "terms": "T2", "start": "2026-01-01", "origin": "no"}),
    }


def pages(theme: str) -> dict[str, str]:
    """HTML by file name: the guide itself as index.html, and the error pages, which get no context."""
    page = {
        "actor": {"name": "Ingrid Solheim"},
        "initials": "IS",
        "member": {"name": "Oslo kommune"},
        "language": "nb",
        "theme": theme,
        "room": "contracts",
        "path": "/",
        "rooms": [{"key": key, "href": "#", "count": 3 if key == "home" else 0} for key in ROOMS],
    }
    env = environment()
    index = env.get_template("styleguide.html").render(page=page, sample=sample(), csrf_input="")
    return {"index.html": index} | {name: env.get_template(name).render() for name in ERROR_PAGES}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", type=Path)
    parser.add_argument("--theme", default="auto", choices=["auto", "light", "dark"])
    chosen = parser.parse_args()
    settings.configure(USE_I18N=False, INSTALLED_APPS=["django.forms"], USE_TZ=True)
    django.setup()
    chosen.target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(WEB / "static", chosen.target / "static", dirs_exist_ok=True)
    for name, html in pages(chosen.theme).items():
        (chosen.target / name).write_text(html)


if __name__ == "__main__":
    main()
