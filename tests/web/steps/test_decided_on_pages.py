"""The hardest steps are decided through the pages alone: what the step does to the workers is weighed, what is set in
motion is written, each precondition is answered, and only then does anything begin."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aktsom.follow_up.models import FollowUp
from aktsom.sanctions.models import ExitAssessment, Replacement, SanctionDecision, Termination
from tests import commons
from tests.beginnings import beginning
from tests.cast import NOON, person
from tests.factories.chains import sent as told_of_chain
from tests.findings.made import standing
from tests.follow_up.concluded import followed_up
from tests.sanctions.steps_made import FACTORY, LATEX, drafted
from tests.web.conftest import Visit
from tests.web.steps.test_pages import EXIT, WHY, day, revision, sent

pytestmark = pytest.mark.django_db


@beginning(after=commons.terms)
def one() -> FollowUp:
    person("nora"), person("aksel")
    made = followed_up(sets={"oslo": "T4", "bergen": "T4"})
    standing(made)
    return made


def answered(page: str, draft: SanctionDecision, do: str) -> dict[str, Any]:
    """What the decision page asks for: a reason for each precondition that is written, and for each set aside."""
    fields = re.findall(r'name="((?:written|aside)-[^"]+)"', page)
    assert fields
    return {
        "revision": revision(page), "answer": "other_step", "step": draft.step, "reason": WHY, "is_grave": "on",
        "do": do, **dict.fromkeys(fields, WHY),
    }  # fmt: skip


def decided(client: Any, draft: SanctionDecision, kind: str, told: dict[str, Any]) -> str:
    """Through all pages; the decision page as it stands then."""
    at = f"/avgjorelser/{draft.public_id}/"
    early = client.post(at, answered(client.get(at).text, draft, "avgjor"))
    assert early.status_code == 422  # the workers first
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert sent(client, f"{at}skriv/arbeiderne/", **EXIT)["Location"] == at
    assert sent(client, f"{at}skriv/{kind}/", **told)["Location"] == at
    done = client.post(at, answered(client.get(at).text, draft, "avgjor"))
    assert done.status_code == 302, re.findall(r'validation-message">([^<]+)', done.text)
    draft.refresh_from_db()
    assert (draft.state, draft.step) == ("decided", draft.step)
    return str(client.get(at).text)


def test_a_termination_is_decided_with_its_exit_assessment(one: FollowUp, visit: Visit) -> None:
    draft = drafted(one, "termination", at=timezone.now())
    page = decided(visit("olga"), draft, "heving", {"from_on": day(30), "followed_how": "Vi spør hver måned."})
    made = Termination.objects.get()
    assert (made.state, made.from_on) == ("standing", timezone.localdate() + timedelta(days=30))
    assert ExitAssessment.objects.get().left_open == EXIT["left_open"]
    assert EXIT["left_open"] in page
    at = f"/heving/{made.public_id}/"
    assert "Avtalen er hevet" in visit("nora").get(at).text
    assert visit("berit").get(at).status_code == 404


def test_a_replacement_is_decided_with_its_exit_assessment(one: FollowUp, visit: Visit) -> None:
    site = told_of_chain(FACTORY, LATEX, at=NOON).links.get(to_supplier__isnull=False).from_site
    assert site is not None
    draft = drafted(one, "replace-subsupplier", at=timezone.now())
    told = {"place": site.public_id, "due_on": day(60), "wanted": "Ingen gebyrer."}
    decided(visit("olga"), draft, "bytte", told)
    made = Replacement.objects.get()
    assert (made.state, made.old_key, made.since) == ("demanded", site.public_id, timezone.localdate())
    assert ExitAssessment.objects.count() == 1
    assert "Bytt ut Lembayung Gloves" in visit("nora").get("/").text
