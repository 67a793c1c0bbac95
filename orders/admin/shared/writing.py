"""Forms that ask for one write, which a function of the house does; a refusal stands in the form, in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.models import PublicChange
from orders.office.turns import take_turn_for
from people.refusal import Refused

# What is said where something public was to be changed.
PREPARED = gettext_lazy("已拟好，待另一位同事确认。")


class WriteForm(forms.Form):
    """One question to a person and one function that does what is answered."""

    # What the function gave back, once it is done.
    result: Any = None
    # What is said when it is done; a full sentence.
    done: Any = ""
    # What the button says.
    button: Any = ""
    # How the button looks: "default" leads on, "quiet" stands back.
    weight = ""
    # Question and button in one line.
    short = False
    # The hash of the content on the page that the answer is bound to; see SeenForm.
    shown_hash = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    @property
    def said(self) -> Any:
        """What to tell the person once it is done."""
        return PREPARED if isinstance(self.result, PublicChange) and self.result.is_waiting else self.done

    def write(self, by: User) -> Any:
        """Do what `cleaned_data` says, as `by`; Refused if it is not done."""
        raise NotImplementedError  # the base of forms, shown by no page: each form writes its own

    def carried_out(self, by: User) -> bool:
        """Whether it was valid and is done. If not, the form holds the sentence why and all that was typed."""
        if not self.is_valid():
            return False
        try:
            self.result = self.write(by)
        except Refused as refusal:
            self.add_error(None, ValidationError(refusal.sentence, code="refused"))
            return False
        return True


class SeenForm(WriteForm):
    """A step with content the person has before them, which goes with the answer by its hash.

    A page sends `shown_hash`, the hash of what it shows, with the form; the answer brings it back as `seen`. A page
    that is shown again after a refusal sends the hash of what it shows then, so that the next answer is an informed
    one.
    """

    def __init__(self, *args: Any, shown_hash: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_hash = shown_hash

    @property
    def seen(self) -> str:
        """What the person had before them; empty, which is the hash of nothing, where the answer does not say."""
        return str(self.data.get("seen", ""))


class RecheckedForm(SeenForm):
    """A write whose function is asked from no page: what its page shows is looked at again before it is done.

    `shows` says what the page shows now, by its hash; it is asked with the turn taken, so that it stays so until the
    write is done.
    """

    def __init__(self, *args: Any, shows: Callable[[], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shows = shows

    def concerns(self) -> Iterable[Model]:
        """The records whose turn is taken, with those that were chosen; none = the whole register."""
        return ()

    @transaction.atomic
    def carried_out(self, by: User) -> bool:
        if not self.is_valid():
            return False
        take_turn_for(*self.concerns())
        if self.seen != self.shows():
            self.add_error(
                None, ValidationError(_("这一页打开以后内容有改动，请核对现在的内容后再办理。"), code="unseen")
            )
            return False
        return super().carried_out(by)


def carried_out(request: HttpRequest, form: WriteForm | None, by: User) -> bool:
    """Whether the form a button asked for is done, and the person told so; None = the page no longer offers it."""
    if form is None:
        messages.error(request, _("页面已经变化，请重新选择。"))
        return False
    if not form.carried_out(by):
        return False
    messages.success(request, form.said)
    return True


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar; no script."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
