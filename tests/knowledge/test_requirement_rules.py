"""Which texts are proposed: high anywhere in the chain counts, and unknown never counts as low."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktsom.categories.levels import Level, Stage
from aktsom.knowledge.rules.requirements import UNKNOWN, RequirementText, Risk, propose
from aktsom.knowledge.states import Place
from aktsom.knowledge.tables import LANGUAGES, requirement_rules, requirement_texts

WORDS = {"nb": "x", "nn": "x", "en": "x"}


def text(level: Level, stages: str = "", rights: str = "") -> RequirementText:
    return RequirementText(
        "a", "1", Place.CONTRACT, level, frozenset(Stage(s) for s in stages.split()), frozenset(rights.split()),
        WORDS, WORDS, WORDS, "loa-4", "x", "proposal",
    )  # fmt: skip


def risk(raw: Level, component: Level, final: Level, rights: str = "CL", known: bool = True) -> Risk:
    levels = dict(zip(Stage, (raw, component, final), strict=True))
    return Risk(True, levels, tuple(rights.split()), rights_known=known)


LOW, HIGH, MIDDLE = Level.LOW, Level.HIGH, Level.MEDIUM_HIGH


def fits(one: RequirementText, at: Risk) -> bool:
    (proposal,) = propose([one], at)
    return proposal.fits


@pytest.mark.parametrize("place", range(3))
def test_high_at_any_stage_is_enough(place: int) -> None:
    levels = [LOW, LOW, LOW]
    levels[place] = HIGH
    assert fits(text(HIGH), risk(*levels))
    assert not fits(text(HIGH), risk(LOW, LOW, MIDDLE))


def test_a_text_for_a_stage_asks_for_that_stage_alone() -> None:
    assert not fits(text(HIGH, "raw"), risk(LOW, HIGH, HIGH))
    assert fits(text(HIGH, "raw"), risk(HIGH, LOW, LOW))


def test_unknown_is_never_low() -> None:
    assert fits(text(MIDDLE), risk(Level.UNKNOWN, LOW, LOW))
    assert fits(text(MIDDLE), UNKNOWN)
    assert not fits(text(HIGH), UNKNOWN)


def test_a_text_for_a_right_needs_the_right_or_that_nobody_knows() -> None:
    assert fits(text(MIDDLE, rights="FL TR"), risk(HIGH, LOW, LOW, "CL FL"))
    assert not fits(text(MIDDLE, rights="FL"), risk(HIGH, LOW, LOW, "CL"))
    (proposal,) = propose([text(MIDDLE, rights="FL")], risk(HIGH, LOW, LOW, "CL", known=False))
    assert proposal.fits
    assert proposal.because.rights_unknown


def test_off_the_list_only_the_common_terms_are_proposed() -> None:
    off = Risk(False, {}, (), rights_known=True)
    assert fits(text(LOW), off)
    assert not fits(text(MIDDLE), off)


def test_the_reason_names_the_stages_with_the_level_that_decides() -> None:
    (proposal,) = propose([text(MIDDLE)], risk(HIGH, LOW, HIGH))
    assert (proposal.because.level, proposal.because.stages) == (HIGH, (Stage.RAW, Stage.FINAL))


levels = st.sampled_from(list(Level))


@given(st.lists(levels, min_size=3, max_size=3), st.integers(0, 2), levels, st.sampled_from([LOW, MIDDLE, HIGH]))
def test_a_more_cautious_level_never_takes_a_text_away(
    stages: list[Level], place: int, raised: Level, least: Level
) -> None:
    before = fits(text(least), risk(*stages))
    if raised.caution >= stages[place].caution:
        stages[place] = raised
        assert fits(text(least), risk(*stages)) >= before


def test_the_table_says_all_in_three_languages_with_a_rule_a_reason_and_a_source() -> None:
    texts = requirement_texts()
    assert {one.place for one in texts.values()} == set(Place)
    for one in texts.values():
        for said in (one.title, one.text, one.reason):
            assert all(_said(said)), one.code
        assert len({one.text["nb"], one.text["nn"], one.text["en"]}) == 3, one.code
        assert one.source, one.code
        assert one.confidence in {"verified", "inferred", "proposal"}
    assert {one.rule for one in texts.values()} <= requirement_rules().keys()
    for rule in requirement_rules().values():
        assert all(_said(rule.name))
        assert all(_said(rule.note)) or not any(_said(rule.note))


def _said(words: Mapping[str, str]) -> list[bool]:
    return [bool(words[language].strip()) for language in LANGUAGES]
