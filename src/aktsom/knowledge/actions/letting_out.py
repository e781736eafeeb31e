"""What stands in the way of more readers, of a text and of the file that goes out with it: asked when a version is let
out, and of what is said to all members from the first."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from aktsom.core.actor import Actor
from aktsom.findings.rules.leaking import Leak, Leaked, leaks
from aktsom.follow_up.models import Evidence
from aktsom.knowledge.actions.seen_by import is_in_a_case
from aktsom.knowledge.kinds import ASKED
from aktsom.knowledge.models import Article
from aktsom.knowledge.queries.names import names_kept
from aktsom.knowledge.rules.articles import Words
from aktsom.knowledge.rules.letting_out import FIELDS, Marks, held_for, named_in
from aktsom.sharing.audiences import Audience
from aktsom.sharing.grounds import secrecy_ground
from aktsom.sharing.releasing import HOLDS, Hold
from aktsom.teams.problems import Wrong


def what_holds(
    one: Article,
    words: Words,
    file: Evidence | None,
    marks: Marks,
    *,
    by: Actor,
    now: Audience,
    to: Audience,
    today: date,
    written_on: date,
) -> Wrong | None:
    """The first thing that keeps it from these readers, with the field that it stands at; nothing where it may go.
    Raises UnknownGround."""
    if to.width <= Audience.CASE_TEAM.width or to.width <= now.width:
        return None
    ground = secrecy_ground(marks.secrecy_ground)
    hold = held_for(marks, now=now, to=to, today=today, written_on=written_on, ground=ground)
    if hold is not None:
        return Wrong(FIELDS[hold], _told(hold))
    texts = [("title", words.title), *words.sections.items(), ("what_changed", words.what_changed)]
    if file is not None:
        texts += [("file", file.title), ("file", file.file_name)]
    return _naming(one, texts, by) or (_of_file(one, file, to, today) if file is not None else None)


def _told(hold: Hold) -> str:
    if hold == Hold.NOT_SHOWN:
        return _(
            "Leverandøren skal se det først, og det skjer i et notat. Skriv det slik at ingen forstår hvem det er."
        )
    return str(HOLDS[hold])


def _naming(one: Article, texts: Iterable[tuple[str, str]], by: Actor) -> Wrong | None:
    """Anybody may ask and answer, and try names by it: there only what the writer may know is looked for. What goes out
    else is held against all that is known, and a name that the writer may not know is not said back."""
    open_to_all = one.kind in ASKED
    kept, said = names_kept(one, by if open_to_all else None), [(where, text) for where, text in texts if text]
    for where, text in said:
        if name := named_in(kept.suppliers, text):
            told = _("Teksten nevner leverandøren %(name)s. Skriv den uten navnet før den deles med flere.")
            return Wrong(where, told % {"name": name})
    for found in leaks(said, kept.behind):
        if found.leak == Leak.NAME:
            return Wrong(found.where, _of_name(one, found, by, known=open_to_all))
    return None


def _of_name(one: Article, found: Leaked, by: Actor, *, known: bool) -> str:
    if known or leaks([(found.where, found.words)], names_kept(one, by).behind):
        told = _("Teksten nevner %(name)s. Navn på underleverandører, steder og personer deles ikke.")
        return told % {"name": found.words}
    return _("Teksten kan nevne en underleverandør, et sted eller en person. Slike navn deles ikke: skriv uten dem.")


def _of_file(one: Article, file: Evidence, to: Audience, today: date) -> Wrong | None:
    """A file goes out only where it was brought for the document: one that is part of a case has readers by the rules
    of the case."""
    if Audience(file.audience).width >= to.width:
        return None
    ours = file.team_id == one.team_id if one.team_id is not None else file.owner_id == one.owner_id
    if not ours or file.supplier_id is not None or file.from_supplier or file.with_answer:
        return Wrong("file", _("Filen hører til en sak eller en leverandør. Last opp en som er laget for å deles."))
    if is_in_a_case(file):
        return Wrong("file", _("Filen er brukt i en sak. Last opp en som er laget for å deles."))
    now = Audience(file.audience)
    marks = Marks(endangers_workers=now == Audience.WORKER_PROTECTED)
    ground = secrecy_ground(file.secrecy_ground)
    hold = held_for(marks, now=now, to=to, today=today, written_on=today, ground=ground)
    return Wrong("file", str(HOLDS[hold])) if hold is not None else None
