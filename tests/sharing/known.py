"""What is known, laid down straight in the tables for the leak matrix and the wall, and the lines of its addresses."""

from collections.abc import Mapping
from typing import Any

from aktsom.knowledge.actions.indexing import tell_of_all
from aktsom.knowledge.models import Article, ArticleVersion, SearchPlace
from aktsom.members.models import Member
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.teams.models import CategoryTeam
from tests.cast import NOON, member, person

_NETWORK = frozenset({"olga", "mons", "ada", "berit", "stina", "uma", "sekka"})
_EVERYBODY = _NETWORK | {"nora", "odd", "revi", "-"}
BY_AUDIENCE = {
    Audience.WORKER_PROTECTED: frozenset({"olga"}),
    Audience.CASE_TEAM: frozenset({"olga"}),
    Audience.LINKED_BUYERS: frozenset({"olga", "mons"}),  # the owner: no buyer is linked to what is known
    Audience.MEMBERS: _NETWORK,
    Audience.PUBLIC: _EVERYBODY,
}
ARTICLE, QUESTION = {"public_id": "$article"}, {"public_id": "$question"}
#                               ocdlmtsnxa-
LINES_OF_KNOWLEDGE: dict[str, tuple[str, Mapping[str, Any]]] = {
    "knowledge_home": ("yyyyyyynnns", {}),
    "knowledge_ask": ("yyyyyyynnns", {}),
    "knowledge_new": ("yyfyyyyfffs", {"slug": "veiledning"}),
    "knowledge_article": ("yyyyyyynnns", ARTICLE),
    "knowledge_edit": ("yffffffnnns", ARTICLE),
    "knowledge_versions": ("yyyyyyynnns", ARTICLE),
    "knowledge_share": ("yffffffnnns", ARTICLE),
    "knowledge_withdraw": ("yffffffnnns", ARTICLE),
    "knowledge_check!": ("effffffnnns", ARTICLE),
    "knowledge_answer!": ("eeeeeeennns", QUESTION),
    "knowledge_accept!": ("eeeeeeennns", {**QUESTION, "answer_id": "$answer"}),
}


def plant_article(world: Any, audience: Audience, shown: bool = False) -> Article:
    """Guidance of the medical team with a version in this audience, and a newer one that the team alone reads. Nobody
    is shown more of it than the audience says."""
    of = {"owner": member("oslo"), "team": CategoryTeam.objects.get(group_id="medical")}
    one = _article(of, audience, kind="guidance", group_id="medical")
    _version(world, one, 1, audience, BY_AUDIENCE[audience], of)
    if audience.width > Audience.CASE_TEAM.width:
        _version(world, one, 2, Audience.CASE_TEAM, BY_AUDIENCE[Audience.CASE_TEAM], of)
    if audience is Audience.MEMBERS:  # what the lines of the matrix speak of
        world.ids["article"] = world.hide("Article.public_id", BY_AUDIENCE[audience], one.public_id)
    return one


def plant_known(world: Any) -> None:
    """One in each audience, a question with an answer; and all that is planted told to the search."""
    for audience in Audience:
        world.audiences[Article, audience, False] = plant_article(world, audience)
    of = {"owner": member("oslo"), "team": None}
    asked = _article(of, Audience.MEMBERS, kind="question", group_id="medical")
    answer = _article(of, Audience.MEMBERS, kind="answer", group_id="medical", parent=asked)
    for each, name in ((asked, "question"), (answer, "answer")):
        _version(world, each, 1, Audience.MEMBERS, _NETWORK, of)
        world.ids[name] = world.hide("Article.public_id", _NETWORK, each.public_id)
    tell_of_all()


def _article(of: Mapping[str, Any], audience: Audience, **said: Any) -> Article:
    return Article.objects.create(
        audience=audience,
        author_id=person("olga").pk,
        made_at=NOON,
        changed_at=NOON,
        seen_by=_keys(of, audience),
        **of,
        **said,
    )


def _version(
    world: Any, one: Article, number: int, audience: Audience, may: frozenset[str], of: Mapping[str, Any]
) -> ArticleVersion:
    return ArticleVersion.objects.create(
        article=one,
        number=number,
        title=world.hide("ArticleVersion.title", may),
        sections={"risk" if one.kind == "guidance" else "text": world.hide("ArticleVersion.sections", may)},
        what_changed=world.hide("ArticleVersion.what_changed", may),
        author_id=person("olga").pk,
        written_at=NOON,
        audience=audience,
        owner=of["owner"],
        seen_by=_keys(of, audience),
    )


def _keys(of: Mapping[str, Any], audience: Audience) -> frozenset[int]:
    owner: Member = of["owner"]
    team: CategoryTeam | None = of["team"]
    return keys_carried(
        audience, owner_id=owner.pk, author_id=person("olga").pk, team_id=team.pk if team is not None else None
    )


def lay_known(team: CategoryTeam) -> None:
    """For the wall: of Oslo's team, a version in each audience; and what the search holds of all there is."""
    of = {"owner": member("oslo"), "team": team}
    for audience in Audience:
        one = _article(of, audience, kind="guidance", group_id="health")
        ArticleVersion.objects.create(
            article=one, number=1, title=audience, sections={"risk": "…"}, author_id=person("olga").pk,
            written_at=NOON, audience=audience, owner=of["owner"], seen_by=_keys(of, audience),
        )  # fmt: skip
    tell_of_all()
    SearchPlace.objects.create(number=1)
