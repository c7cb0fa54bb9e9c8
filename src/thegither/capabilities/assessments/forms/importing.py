"""A file of answers."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.imported import ImportedSheet, read_sheets
from thegither.formats.errors import FormatError

MAX_BYTES = 10 * 1024 * 1024


class ResponsesForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file of answers"),
        help_text=gettext_lazy("CSV or XLSX, one row a person, a column for each question."),
    )

    def __init__(self, wave: Wave, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wave = wave

    def clean_file(self) -> list[ImportedSheet]:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB."))
        with TemporaryDirectory() as folder:
            path = Path(folder) / Path(upload.name).name
            path.write_bytes(upload.read())
            try:
                return read_sheets(path, self.wave)
            except FormatError as error:
                raise forms.ValidationError(str(error)) from error
