"""A self-report as its letters tell of it, and who they go to. Asked by the platform, which sends them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from aktsom.categories.queries import current_catalogue
from aktsom.core.letters import page_address
from aktsom.follow_up.models import FollowUp, QuestionnaireEdition, ReportedContract, SelfReport
from aktsom.follow_up.report_letters import Asking, Joined
from aktsom.follow_up.rules.dues import earliest, timing
from aktsom.follow_up.tables import answer_limit
from aktsom.members.models import Person
from aktsom.suppliers.models import Supplier

AT_HOME = "NO"


def language_of(supplier: Supplier, person: Person | None = None) -> str:
    """The person's own, else that of the supplier's country."""
    if person is not None and person.language:
        return person.language
    return settings.LANGUAGE_CODE if (supplier.country or AT_HOME) == AT_HOME else "en"


def people_of_supplier(supplier_id: int) -> list[Person]:
    held = Person.objects.filter(supplier_roles__supplier_id=supplier_id, is_active=True)
    return list(held.distinct().order_by("pk"))


def asking(report: SelfReport, language: str, link: str = "", rows: Iterable[ReportedContract] | None = None) -> Asking:
    """In the language, which is to be the active one. `rows` are those it speaks of, all by default."""
    found = list(report.contracts.select_related("member")) if rows is None else list(rows)
    contact = Person.objects.select_related("home").filter(pk=report.contact_id or 0, is_active=True).first()
    return Asking(
        by=by_in_words(report.follow_up, language),
        supplier=report.supplier.name,
        members=sorted(Counter(row.member.name for row in found).items()),
        due=earliest(row.due_on for row in found if row.ticked_on is None),
        minutes=minutes_of(report.edition),
        contact=_named(contact) if contact else "",
        contact_email=contact.email if contact else "",
        link=link or page_address("answers_report", public_id=report.public_id),
    )


def joined_of(rows: Iterable[ReportedContract], today: date) -> list[Joined]:
    """In the order of the rows, those alike told together."""
    found = Counter((row.member.name, row.due_on, timing(row.due_on, row.ticked_on, today)) for row in rows)
    return [Joined(member, count, due, stands) for (member, due, stands), count in found.items()]


def minutes_of(edition: QuestionnaireEdition) -> int:
    """How long it takes to answer all of it, as the supplier is told."""
    return edition.questions.count() * answer_limit("minutes")


def _named(person: Person) -> str:
    return f"{person.name}, {person.home.name}" if person.home else person.name


def by_in_words(one: FollowUp, language: str) -> str:
    if one.member is not None:
        return str(one.member.name)
    group = current_catalogue().group.get(one.group_id)
    name = group.name.in_language(language).lower() if group else one.group_id
    return _("Gruppen for %(name)s") % {"name": name}
