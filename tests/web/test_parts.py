"""The parts that pages are composed from, rendered alone in the environment the platform uses."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from jinja2 import Environment

import aktsom.web

WEB = Path(aktsom.web.__file__).parent
TEMPLATES = WEB / "templates"


def drawn_icons() -> set[str]:
    return set(re.findall(r'symbol id="([\w-]+)"', (WEB / "static/icons.svg").read_text()))


@pytest.fixture
def env() -> Environment:
    return engines["jinja2"].env


def render(env: Environment, source: str, **context: object) -> str:
    """With blanks between and inside tags folded, since they mean nothing."""
    return re.sub(r"\s+", " ", env.from_string(source).render(**context)).strip()


class Contract(forms.Form):
    title = forms.CharField(label="Tittel", help_text="Slik den står i avtalen")
    note = forms.CharField(label="Merknad", required=False)


def test_level_says_its_word_beside_its_glyph(env: Environment) -> None:
    html = render(env, '{% from "parts/risk.html" import level %}{{ level("very_high") }}')
    assert html == (
        '<span class="level" data-level="very_high"><svg class="icon" aria-hidden="true">'
        '<use href="/static/icons.svg#level-very_high"/></svg><span>Svært høy</span></span>'
    )


@pytest.mark.parametrize("code", ["unknown", "", None])
def test_a_level_nobody_knows_is_shown_as_unknown(env: Environment, code: str | None) -> None:
    html = render(env, '{% from "parts/risk.html" import level %}{{ level(code) }}', code=code)
    assert html == (
        '<span class="level" data-level="unknown"><svg class="icon" aria-hidden="true">'
        '<use href="/static/icons.svg#unknown"/></svg><span>Ukjent</span></span>'
    )


@pytest.mark.parametrize(
    ("cell", "language", "said"),
    [
        ({}, "nb", ""),
        ({"count": 1}, "en", '<span class="n">1<span class="hidden"> contract</span></span>'),
        ({"count": 2}, "nb", '<span class="n">2<span class="hidden"> avtaler</span></span>'),
    ],
)
def test_a_level_says_how_many_contracts_only_where_they_are_counted(
    env: Environment, cell: dict[str, int], language: str, said: str
) -> None:
    source = '{% from "parts/risk.html" import level_cell %}{{ level_cell("high", "Høy", "", cell.count) }}'
    with translation.override(language):
        html = render(env, source, cell=cell)
    assert html.endswith(f"<span>Høy</span>{said}</span></td>")


def test_every_glyph_a_level_points_at_is_in_the_icon_file(env: Environment) -> None:
    drawn = drawn_icons()
    levels = ["very_high", "high", "medium_high", "medium", "low", "not_on_list", "unknown"]
    html = render(env, '{% from "parts/risk.html" import level_key %}{{ level_key(levels) }}', levels=levels)
    assert set(re.findall(r"icons\.svg#([\w-]+)", html)) - drawn == set()


def test_every_icon_a_template_names_is_drawn() -> None:
    named = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'\bicon\("([\w-]+)"', path.read_text())}
    assert named - drawn_icons() == set()


def test_a_cell_missing_from_the_heat_map_is_unknown_not_empty(env: Environment) -> None:
    html = render(
        env,
        '{% from "parts/tables.html" import heatmap %}'
        '{{ heatmap([{"key": "g", "name": "Hansker"}], [{"key": "raw", "name": "Råvare"}], {}, "Nivå", "Produkt") }}',
    )
    assert re.findall(r'data-level="(\w+)"', html) == ["unknown"]


def test_stage_without_level_is_hatched(env: Environment) -> None:
    html = render(env, '{% from "parts/risk.html" import stages %}{{ stages([{"stage": "raw", "level": None}]) }}')
    assert html.count("data-gap") == 1


def test_button_that_cannot_be_pressed_stays_in_reach_and_says_why(env: Environment) -> None:
    html = render(env, '{% from "parts/acts.html" import next_act %}{{ next_act("Send", "/x", off="Begrunn først") }}')
    assert html == (
        '<span class="off"><button class="ds-button" type="button" aria-disabled="true" data-big>Send</button>'
        '<span class="reason-off" role="note">Begrunn først</span></span>'
    )


def test_field_ties_help_and_error_to_its_input(env: Environment) -> None:
    html = render(env, '{% from "parts/forms.html" import field %}{{ field(form["title"]) }}', form=Contract({}))
    assert 'aria-describedby="id_title_help id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<div data-field="description" id="id_title_help">Slik den står i avtalen</div>' in html
    assert '<div id="id_title_error"><p class="ds-validation-message">' in html


def test_field_that_may_be_empty_says_so(env: Environment) -> None:
    html = render(env, '{% from "parts/forms.html" import field %}{{ field(form["note"]) }}', form=Contract())
    assert 'Merknad<span class="optional"> (valgfritt)</span>' in html
    assert "aria-describedby" not in html


def test_error_summary_links_to_each_field(env: Environment) -> None:
    html = render(env, '{% from "parts/forms.html" import error_summary %}{{ error_summary(form) }}', form=Contract({}))
    assert re.findall(r'<a href="(#\w+)">(\w+):', html) == [("#id_title", "Tittel")]


def test_what_people_typed_is_escaped(env: Environment) -> None:
    html = render(env, '{% from "parts/record.html" import head %}{{ head(text) }}', text="<script>x</script>")
    assert "<script>" not in html


def test_bars_are_measured_against_the_largest(env: Environment) -> None:
    html = render(
        env,
        '{% from "parts/charts.html" import bar_chart %}{{ bar_chart(items, "Avtaler", "Kategori", "Antall") }}',
        items=[{"name": "a", "value": 8}, {"name": "b", "value": 2}],
    )
    assert re.findall(r'<rect data-fill="accent" width="([\d.]+)"', html) == ["1000.0", "250.0"]


@pytest.mark.parametrize("chart", ["bar_chart", "share_bar", "donut"])
def test_each_chart_has_its_figures_as_a_table(env: Environment, chart: str) -> None:
    html = render(
        env,
        f'{{% from "parts/charts.html" import {chart} %}}{{{{ {chart}(items, "Avtaler", "Kategori", "Antall") }}}}',
        items=[{"name": "Møbler", "value": 8, "fill": "high"}, {"name": "Mat", "value": 0, "fill": "unknown"}],
    )
    table = html[html.index("<table>") :]
    assert re.findall(r'<th scope="row">(\w+)</th><td class="r">(\d+)</td>', table) == [("Møbler", "8"), ("Mat", "0")]


@pytest.mark.parametrize("chart", ["bar_chart", "share_bar", "donut"])
def test_charts_of_nothing_do_not_fail(env: Environment, chart: str) -> None:
    source = f'{{% from "parts/charts.html" import {chart} %}}{{{{ {chart}([], "Avtaler", "Kategori", "Antall") }}}}'
    assert "<rect" not in render(env, source)


def test_progress_asks_for_itself_until_it_is_done(env: Environment) -> None:
    source = '{% from "parts/states.html" import progress %}{{ progress(1, 2, "Leser", url) }}'
    assert 'hx-get="/jobb/1"' in render(env, source, url="/jobb/1")
    assert "hx-get" not in render(env, source, url="")


@pytest.mark.parametrize("name", ["400", "403", "404", "500"])
def test_error_pages_need_no_context(env: Environment, name: str) -> None:
    with translation.override("nb"):
        html = env.get_template(f"{name}.html").render()
    assert html.count("<h1>") == 1


def test_no_template_carries_inline_script_or_style() -> None:
    guilty = [
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r'<style|\sstyle="|\son\w+="|<script(?![^>]*\ssrc=)|hx-on|javascript:', path.read_text())
    ]
    assert guilty == []
