"""Register files on their way in, and what is remembered of them."""

from django.db import models
from django.db.models import Q

from aktsom.contracts.models.contracts import Contract
from aktsom.contracts.states import ImportState, RowOutcome
from aktsom.core.classification import Classified
from aktsom.core.public_ids import PublicIdField
from aktsom.members.models import Member


class RegisterImport(models.Model):
    """A register file on its way in: kept as received, read into rows, corrected, then confirmed once."""

    public_id = PublicIdField("imp")
    member = models.ForeignKey(Member, models.PROTECT, related_name="imports")
    person_id = models.BigIntegerField()
    file_name = models.CharField(max_length=200)
    file_path = models.CharField(max_length=200)  # under MEDIA_ROOT
    checksum = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in ImportState], default=ImportState.RECEIVED)
    problem = models.CharField(max_length=60, blank=True)  # code of what stopped the reading
    problem_params = models.JSONField(default=dict)
    sheet = models.TextField(blank=True)  # its name; only Excel keeps names short
    header_row = models.PositiveIntegerField(null=True)  # as the spreadsheet shows it, from 1
    columns = models.JSONField(default=list)  # the file's headers with what each was taken for, and why
    noticed = models.JSONField(default=dict)  # what the reader of the file wants said: sheets, notes, rows left aside
    # Contracts that it does not name count as vanished only then; a file or sheet may hold a part of the register.
    whole_register = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)  # rises with every correction; the confirm carries the one shown
    taken_in_at = models.DateTimeField(null=True)

    classified = Classified(
        owner=(
            "public_id",
            "revision",
            "member",
            "file_name",
            "file_path",
            "checksum",
            "received_at",
            "state",
            "problem",
            "problem_params",
            "sheet",
            "header_row",
            "columns",
            "noticed",
            "whole_register",
            "taken_in_at",
        ),
        personal=("person_id",),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=list(ImportState)), name="import_state_known")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file: its own words (`words`), what we read out of them (`facts`), what is wrong (`problems`)."""

    register_import = models.ForeignKey(RegisterImport, models.CASCADE, related_name="rows")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the import's
    number = models.PositiveIntegerField()  # row in the spreadsheet, from 1
    reference = models.CharField(max_length=80, default="")  # as in `facts`: what the row is matched by
    words = models.JSONField()  # {field: text as it stands in the file}
    mended = models.JSONField(default=dict)  # {field: text a person wrote instead}
    facts = models.JSONField()  # plain values, dates and decimals as text
    problems = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=[(o.value, o.value) for o in RowOutcome])
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="+")
    changes = models.JSONField(default=dict)  # {field: [old, new]} when outcome is changed

    classified = Classified(
        owner=(
            "register_import",
            "member",
            "number",
            "reference",
            "words",
            "mended",
            "facts",
            "problems",
            "outcome",
            "contract",
            "changes",
        )
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["register_import", "number"], name="import_row_once")]
        indexes = [
            models.Index(fields=["register_import", "outcome", "number"], name="import_row_outcome"),
            models.Index(fields=["register_import", "reference"], name="import_row_reference"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"


class VanishedContract(models.Model):
    """A running contract that the newest register no longer names; waits for a decision, is never deleted."""

    register_import = models.ForeignKey(RegisterImport, models.CASCADE, related_name="vanished")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")  # the import's and the contract's
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="vanished_in")
    decision = models.CharField(max_length=10, blank=True)  # a states.VanishedDecision, empty while it waits
    decided_at = models.DateTimeField(null=True)
    person_id = models.BigIntegerField(null=True)

    classified = Classified(
        owner=("register_import", "member", "contract", "decision", "decided_at"), personal=("person_id",)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register_import", "contract"], name="vanished_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True) | Q(~Q(decision=""), decided_at__isnull=False),
                name="vanished_decision_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.decision}"


class ColumnMemory(models.Model):
    """What a member's column header was taken for last time, so that nobody corrects it twice."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="column_memory")
    header = models.CharField(max_length=200)  # folded: lower case, single spaces
    field = models.CharField(max_length=40)  # empty: to be left out

    classified = Classified(owner=("member", "header", "field"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "header"], name="column_memory_once")]

    def __str__(self) -> str:
        return self.header
