"""What the journal tells of a case, as the member's archive takes it."""

from collections.abc import Iterable

from aktsom.core.actor import Actor
from aktsom.members.queries.journal import JournalFilters, JournalRow, journal

OF_THE_EXPORT = frozenset({"case_export_asked_for", "case_export_fetched", "package_asked_for", "package_fetched"})


def case_journal(viewer: Actor, subjects: Iterable[str]) -> list[JournalRow]:
    """Oldest first. That the case was taken out is not of the case: else no two files of the same case were alike."""
    found: dict[int, JournalRow] = {}
    for subject in subjects:
        after: int | None = None
        while True:
            page = journal(viewer, JournalFilters(subject=subject), after)
            found |= {row.number: row for row in page.rows if row.subject == subject and row.verb not in OF_THE_EXPORT}
            if (after := page.next) is None:
                break
    return [found[number] for number in sorted(found)]
