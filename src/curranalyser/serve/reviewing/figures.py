"""What people's decisions on a sample say of the figures of the audit."""

from starlette.requests import Request
from starlette.responses import Response

from curranalyser.review.figure_text import about_figures, figure_sections
from curranalyser.review.figures import sample_figures
from curranalyser.serve.desk import desk_of
from curranalyser.serve.pages import render, say_of
from curranalyser.serve.reviewing.addresses import choice_of
from curranalyser.serve.reviewing.materials import materials_of


def figures(request: Request) -> Response:
    """Show the figures of the sample that the address names by its seed."""
    desk, say = desk_of(request), say_of(request)
    assert desk.audit is not None  # noqa: S101 the room is there with an audit alone
    choice = choice_of(request.query_params)
    found = sample_figures(
        desk.audit,
        materials_of(request).files.decisions().settled.holds,
        choice.seed if choice else None,
    )
    return render(
        request,
        "review-figures.html.j2",
        sections=list(figure_sections(found, desk.scheme, say)),
        about=list(about_figures(found, say)),
    )
