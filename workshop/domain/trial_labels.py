"""The label that tries a printer: its code is nobody's, so that it can be scanned and means nothing."""

from __future__ import annotations

from workshop.domain.codes import Kind, make

TRIAL_CODE = make(int(Kind.COMMAND), 0, 0).text  # no command has the number 0, and none ever will
