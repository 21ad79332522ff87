"""The table of all programmes, to be taken along: for `curranalyser audit --programmes`, or for Excel."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from curranalyser.review.programme_workbook import render_programmes_csv, render_programmes_workbook
from curranalyser.serve.pages import lang_of
from curranalyser.serve.structure.room import room_of

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table(request: Request) -> Response:
    """Answer with the table as it is saved now; where nothing is, as `programmes export` gives it."""
    kind, lang = request.path_params["kind"], lang_of(request)
    if kind not in _TYPES:
        raise HTTPException(404)
    rows = room_of(request).file.rows(lang)
    data = render_programmes_csv(rows) if kind == "csv" else render_programmes_workbook(rows, lang)
    headers = {"Content-Disposition": f'attachment; filename="programmes.{kind}"'}
    return Response(data, media_type=_TYPES[kind], headers=headers)
