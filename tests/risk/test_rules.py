"""Which risks come first: severity before likelihood, and unknown never calms anybody."""

from hypothesis import given
from hypothesis import strategies as st

from aktsom.categories.catalogue import read_catalogue
from aktsom.categories.levels import Level, Stage
from aktsom.risk.rules import NO_PRIORITY, RiskFacts, facts_of, ordered, prioritise
from aktsom.risk.screening import Purchase, Screener
from aktsom.risk.telling import told

LEVELS = st.fixed_dictionaries({stage: st.sampled_from(list(Level)) for stage in Stage})
SEVERITIES = st.dictionaries(st.sampled_from(["CL", "FL", "LW", "HS", "IE"]), st.integers(1, 4))


def facts(levels: dict[Stage, Level] | None = None, **given: object) -> RiskFacts:
    flat = dict.fromkeys(Stage, Level.LOW) | (levels or {})
    return RiskFacts(on_list=True, levels=flat, severity=given.pop("severity", {"LW": 2}), **given)  # type: ignore[arg-type]


def test_what_is_not_on_the_list_has_no_priority() -> None:
    assert prioritise(RiskFacts(False, {}, {})) == NO_PRIORITY


def test_severity_comes_before_likelihood() -> None:
    grave = prioritise(facts(severity={"CL": 4}))
    likely = prioritise(facts(dict.fromkeys(Stage, Level.VERY_HIGH), origins=("PK",)))
    assert ordered([likely, grave]) == [grave, likely]


def test_many_lesser_rights_do_not_add_up_to_a_graver_one() -> None:
    assert prioritise(facts(severity={"LW": 2, "WH": 2, "DI": 2})).severity == 2


def test_rights_that_are_not_named_count_as_serious_until_known() -> None:
    assert prioritise(facts(severity={}, rights_unknown=True)).severity == 3
    assert prioritise(facts(severity={"CL": 4}, rights_unknown=True)).severity == 4


def test_a_declared_origin_on_the_list_makes_it_likelier() -> None:
    assert prioritise(facts(origins=("PK",))).likelihood == prioritise(facts()).likelihood + 1


@given(LEVELS, SEVERITIES, st.sampled_from(list(Stage)), st.sampled_from(list(Level)))
def test_a_higher_level_never_lowers_the_priority(
    levels: dict[Stage, Level], severity: dict[str, int], stage: Stage, level: Level
) -> None:
    raised = levels | {stage: max(levels[stage], level, key=lambda one: one.caution)}
    before, after = (prioritise(facts(one, severity=severity)) for one in (levels, raised))
    assert after.rank >= before.rank


@given(LEVELS, st.sampled_from(list(Stage)))
def test_a_level_that_becomes_unknown_ranks_no_lower_than_medium_high(levels: dict[Stage, Level], stage: Stage) -> None:
    unknown, medium = (prioritise(facts(levels | {stage: level})) for level in (Level.UNKNOWN, Level.MEDIUM_HIGH))
    assert unknown.rank >= medium.rank


@given(LEVELS, SEVERITIES)
def test_not_knowing_the_rights_never_lowers_the_priority(levels: dict[Stage, Level], severity: dict[str, int]) -> None:
    known, unknown = (prioritise(facts(levels, severity=severity, rights_unknown=open_)) for open_ in (False, True))
    assert unknown.rank >= known.rank


@given(LEVELS, SEVERITIES, st.sampled_from(["TR", "SX"]), st.integers(1, 4))
def test_one_more_right_at_risk_never_lowers_the_priority(
    levels: dict[Stage, Level], severity: dict[str, int], right: str, grave: int
) -> None:
    fewer, more = (
        prioritise(facts(levels, severity=one, rights_unknown=True)) for one in (severity, severity | {right: grave})
    )
    assert more.rank >= fewer.rank


def test_reasons_are_told_in_plain_sentences() -> None:
    catalogue = read_catalogue()
    screening = Screener(catalogue).screen(Purchase("Vernehansker", origins=("PK",)))
    assert told(prioritise(facts_of(screening, catalogue)).reasons, catalogue) == [
        "Det verste som kan skje mennesker her: barnearbeid (alvor 4 av 4).",
        "Høyeste risikonivå på listen er «svært høy» (råvarer).",
        "Varen er oppgitt å komme fra et land listen nevner: PK.",
    ]


def test_a_group_without_product_is_unknown_in_every_way() -> None:
    catalogue = read_catalogue()
    found = prioritise(facts_of(Screener(catalogue).screen(Purchase("Byggevarer")), catalogue))
    assert told(found.reasons, catalogue) == [
        "Listen sier ikke hvilke rettigheter som er i fare for alle varene. Det regnes som alvorlig til vi vet mer.",
        "Risikonivået er ukjent (råvarer, komponenter og sluttproduksjon). Ukjent regnes aldri som lavt.",
    ]
