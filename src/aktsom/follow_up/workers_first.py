"""What somebody writes of workers is looked at again before it is stored (domain rule «Workers first»)."""

from django.utils.translation import gettext as _

from aktsom.follow_up.method_tables import method_limit
from aktsom.sharing.workers import Worry, looked_at, worries
from aktsom.teams.actions.memos import LookAgain
from aktsom.teams.problems import Wrong


def stop_if_unlooked(texts: dict[str, str], looked: str, people: int | None = None) -> None:
    """`looked` is the mark of exactly these texts, given by the person who looked; `people` how many it is about.
    Raises LookAgain, and Wrong for a national identity number, which is never taken in."""
    found: list[Worry] = []
    for name, text in texts.items():
        told = worries(text)
        if Worry.NATIONAL_ID in told:
            raise Wrong(name, _("Teksten inneholder et fødselsnummer. Ta det bort."))
        found += told
    if people is not None and 0 < people < method_limit("small_group"):
        found.append(Worry.SMALL_GROUP)
    whole = "\n".join([*texts.values(), str(people or "")])
    if found and looked != looked_at(whole):
        raise LookAgain(tuple(worry for worry in Worry if worry in found), looked_at(whole))
