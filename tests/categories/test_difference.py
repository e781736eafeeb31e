"""What a new version would change is told before it is taken in."""

from collections.abc import Sequence

from aktsom.categories.catalogue import Catalogue, read_rows
from aktsom.categories.levels import Level, Stage
from aktsom.categories.versions import Difference, LevelChange, PlaceChange, difference

Rows = dict[str, list[dict[str, str]]]


def rows() -> Rows:
    return {table: [dict(row) for row in read] for table, read in read_rows().items()}


def told(new: Rows | dict[str, Sequence[dict[str, str]]]) -> Difference:
    return difference(Catalogue.from_rows(read_rows(), version="1"), Catalogue.from_rows(new, version="2"))


def test_the_same_list_differs_in_nothing() -> None:
    assert told(rows()).nothing


def test_a_level_that_rises_is_told() -> None:
    new = rows()
    for row in new["high_risk_products"]:
        if (row["product_id"], row["stage"], row["generation"]) == ("tyres", "raw", "G3"):
            row["level"] = "high"
    assert told(new).levels == (LevelChange("tyres", Stage.RAW, Level.UNKNOWN, Level.HIGH),)


def test_a_product_that_leaves_is_told_with_its_codes_and_words() -> None:
    new = rows()
    for table in ("high_risk_products", "high_risk_cpv", "high_risk_keywords"):
        new[table] = [row for row in new[table] if row["product_id"] != "tea"]
    found = told(new)
    assert (found.added, found.removed) == ((), ("tea",))
    assert [change.id for change in found.cpv] == ["tea"]
    assert [change.id for change in found.keywords] == ["tea"]


def test_a_product_that_is_new_is_told() -> None:
    new = rows()
    first = dict(new["high_risk_products"][0], product_id="carpets")
    new["high_risk_products"].append(first)
    assert told(new).added == ("carpets",)


def test_gained_and_lost_words_and_codes_are_told_per_product() -> None:
    new = rows()
    new["high_risk_keywords"] = [row for row in new["high_risk_keywords"] if row["keyword"] != "rooibos"]
    tea = {"product_id": "tea", "language": "nb", "keyword": "matcha", "kind": "word", "sense": "sure"}
    new["high_risk_keywords"].append(tea)
    new["high_risk_cpv"] = [row for row in new["high_risk_cpv"] if row["cpv_prefix"] != "158641"]
    found = told(new)
    assert found.keywords == (PlaceChange("tea", ("matcha",), ("rooibos",)),)
    assert found.cpv == (PlaceChange("tea", (), ("158641",)),)


def test_words_that_set_the_context_are_compared_too() -> None:
    new = rows()
    new["screening_context_words"] = [row for row in new["screening_context_words"] if row["word"] != "vask"]
    assert told(new).context_words == PlaceChange("", (), ("vask",))
