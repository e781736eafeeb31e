"""The field for a file in a form: with script the file is sent beforehand and the form holds the upload's id; without,
the file comes with the form and becomes an upload at once, so that it is not lost when the form is refused for
something else."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aktsom.core.errors import DomainError, NotVisible
from aktsom.follow_up.actions.uploads import check_upload, own_upload, receive_whole
from aktsom.follow_up.models import Upload
from aktsom.web.base.access import SignedInRequest


class UploadForm(forms.Form):
    """`upload` is what came, whole and looked at; None when none did or it was refused. Begin with `taking`."""

    file = forms.FileField(label=_("Fil"), required=False)
    file_upload = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    upload: Upload | None = None
    refused: str = ""
    file_is_required = True

    @classmethod
    def taking(cls, request: SignedInRequest, **kw: Any) -> Any:
        """The form as it was sent, with its file taken in."""
        if request.method != "POST":
            return cls(**kw)
        data = request.POST.copy()
        upload, refused = _taken(request, data)
        data["file_upload"] = upload.public_id if upload else ""
        form = cls(data, **kw)
        form.upload, form.refused = upload, refused
        return form

    def clean(self) -> dict[str, Any]:
        if self.refused:
            self.add_error("file", self.refused)
        elif self.upload is None and self.file_is_required:
            self.add_error("file", _("Velg en fil."))
        return self.cleaned_data


def _taken(request: SignedInRequest, data: QueryDict) -> tuple[Upload | None, str]:
    given, at = request.FILES.get("file"), timezone.now()
    try:
        if isinstance(given, UploadedFile):
            said = {"file_name": given.name or "", "size": given.size or 0}
            # Name and size, each of its type.
            return receive_whole(by=request.actor, at=at, read=given.read, **said), ""  # type: ignore[arg-type]
        if sent := str(data.get("file_upload", "")):
            found = own_upload(request.actor, sent)
            return check_upload(by=request.actor, at=at, upload_id=found.public_id), ""
    except NotVisible:
        return None, str(_("Opplastingen finnes ikke lenger. Velg filen på nytt."))
    except DomainError as error:
        return None, str(error.message)
    return None, ""
