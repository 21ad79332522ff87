"""Who reviews: the name is asked first, and kept in a cookie of this browser."""

from http import HTTPStatus
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_
from curranalyser.review.queue import Choice
from curranalyser.review.reviewer_names import LONGEST_NAME, reviewer_name
from curranalyser.serve.forms import Form, read_form
from curranalyser.serve.pages import render, say_of
from curranalyser.serve.reviewing.addresses import address_of, choice_of
from curranalyser.serve.reviewing.materials import require_writable

# A month: reviewing is an evening's work now and then, and the browser may be another's next year.
_SECONDS = 30 * 24 * 3600
# Bytes of a field: a reason is a few sentences.
LONGEST_FIELD = 20_000
AGREEMENT = "/review/agreement"


def _cookie(request: Request) -> str:
    # Pages on other ports of this computer share the jar.
    return f"curranalyser-reviewer-{request.url.port or 0}"


def reviewer_of(request: Request) -> str:
    """Return the name of whoever reviews in this browser; "" where it was not given."""
    try:
        return reviewer_name(unquote(request.cookies.get(_cookie(request), "")))
    except SettingsError:
        return ""


def ask_name(request: Request) -> Response:
    """Return the page that asks for the name, and leads on to where the request was going."""
    onward = AGREEMENT if request.url.path == AGREEMENT else ""
    return _asked(request, choice_of(request.query_params), onward, reviewer_of(request))


def _asked(
    request: Request, choice: Choice | None, onward: str, given: str, wrong: SettingsError | None = None
) -> Response:
    say = say_of(request)
    told = [say.gettext(text, **wrong.values) for text in (wrong.message, wrong.hint)] if wrong else []
    return render(
        request,
        "review-name.html.j2",
        HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK,
        told=" ".join(told),
        given=given,
        fields=() if choice is None else address_of(choice).fields,
        onward=onward,
        longest=LONGEST_NAME,
    )


async def name_given(request: Request) -> Response:
    """Keep the name, and go on; ask again where it is none."""
    require_writable(request)
    form = await read_form(request, LONGEST_FIELD)
    choice = choice_of(form.texts)
    onward = AGREEMENT if form.get("onward") == AGREEMENT else ""
    try:
        name = reviewer_name(form.get("name"))
    except SettingsError as error:
        return _asked(request, choice, onward, form.get("name")[:LONGEST_NAME], error)
    place = onward or ("/review" if choice is None else address_of(choice).text())
    response = RedirectResponse(place, HTTPStatus.SEE_OTHER)
    response.set_cookie(
        _cookie(request), quote(name), max_age=_SECONDS, path="/review", httponly=True, samesite="strict"
    )
    return response


def reviewer_in(request: Request, form: Form) -> str:
    """Return the name under which a form is sent.

    Raises:
        SettingsError: nothing may be saved, or the name was changed in this browser since the page was made:
            what is decided under one name is not kept under another.
    """
    require_writable(request)
    name = reviewer_of(request)
    if not name or form.get("reviewer") != name:
        raise SettingsError(
            N_("The name was changed in this browser, and nothing was saved."),
            N_("Load the page anew."),
        )
    return name
