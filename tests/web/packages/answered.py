"""Suppliers that a team has asked, and what they answered with their files, straight from the tables: for where many of
them are needed."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils import timezone

from aktsom.core.public_ids import new_public_id
from aktsom.follow_up.files import place
from aktsom.follow_up.models import Evidence, FollowUp, SelfReport, Submission
from aktsom.follow_up.queries.questionnaires import published
from aktsom.follow_up.storage.places import key_of
from aktsom.sharing.audiences import Audience, keys_carried
from aktsom.suppliers.models import Supplier
from aktsom.teams.models import CategoryTeam
from tests.cast import member


def kept(team: CategoryTeam, name: str, content: bytes) -> Evidence:
    """A file in its place, of the team's case."""
    checksum = hashlib.sha256(content).hexdigest()
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        place().put(key_of(checksum), Path(file.name))
    keys = keys_carried(Audience.CASE_TEAM, owner_id=member("bergen").pk, team_id=team.pk)
    return Evidence.objects.create(
        kind="other", title=name, file_name=name, content_type="application/pdf", size=len(content), sha256=checksum,
        audience=Audience.CASE_TEAM, owner=member("bergen"), team=team, uploaded_at=timezone.now(),
        scan_state="clean", seen_by=keys,
    )  # fmt: skip


def answered(
    team: CategoryTeam, name: str, files: Mapping[str, Iterable[Evidence]], explanation: str = "Vi gjør det."
) -> FollowUp:
    """A follow-up of a new supplier, which has said yes to each question that `files` names."""
    now, day = timezone.now(), timezone.localdate()
    supplier = Supplier.objects.create(public_id=new_public_id("sup"), name=name, name_key=name.lower())
    one = FollowUp.objects.create(
        team=team, supplier=supplier, group_id=team.group_id, state="running", methods=["self_report"], form="full",
        starts_on=day, ends_on=day, made_at=now, announced_at=now,
    )  # fmt: skip
    keys = keys_carried(Audience.LINKED_BUYERS, owner_id=member("oslo").pk, team_id=team.pk)
    report = SelfReport.objects.create(
        follow_up=one, team=team, supplier=supplier, group_id=team.group_id, edition=published("full"),
        owner=member("oslo"), audience=Audience.LINKED_BUYERS, asked_at=now, answered_at=now, state="answered",
        seen_by=keys,
    )  # fmt: skip
    usual = {"value": "yes", "explanation": explanation, "rows": [], "statement": "", "place": ""}
    answers = {code: {**usual, "files": [file.public_id for file in of]} for code, of in files.items()}
    Submission.objects.create(
        self_report=report, number=1, content={"answers": answers}, sha256="x", at=now, signed_as="A"
    )
    return one
