"""What somebody writes of workers is looked at again before it is stored (domain rule «Workers first»)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from aktsom.follow_up.method_tables import method_limit
from aktsom.sharing.workers import Worry, looked_at, worries
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong


def stop_if_unlooked(texts: Mapping[str, str], looked: str, people: int | None = None) -> None:
    """`looked` is the mark of exactly these texts, given by the person who looked; `people` how many it is about.
    Raises LookAgain, and Wrong for a national identity number, which is never taken in."""
    found = [worry for told in worried(texts).values() for worry in told]
    if people is not None and 0 < people < method_limit("small_group"):
        found.append(Worry.SMALL_GROUP)
    mark = mark_of(texts, people)
    if found and looked != mark:
        raise LookAgain(tuple(worry for worry in Worry if worry in found), mark)


def worried(texts: Mapping[str, str]) -> dict[str, tuple[Worry, ...]]:
    """{name of the text: what to look at in it}, for those in which there is something. Raises Wrong for a national
    identity number."""
    found = {name: told for name, text in texts.items() if (told := worries(text))}
    for name, told in found.items():
        if Worry.NATIONAL_ID in told:
            raise Wrong(name, _("Teksten inneholder et fødselsnummer. Ta det bort."))
    return found


def mark_of(texts: Mapping[str, str], people: int | None = None) -> str:
    return looked_at("\n".join([*texts.values(), str(people or "")]))
