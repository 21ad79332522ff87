"""A comparison as one page that needs nothing but itself: no network, no other file, no script."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from curranalyser.compare.wording import Told
from curranalyser.folder import PAGE_MARK
from curranalyser.i18n import translator

TEMPLATES = Path(__file__).parent / "templates"


def render_html(told: Told) -> str:
    """Render the page.

    A policy in its head forbids everything but its own style, should hostile text ever get past the escaping.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = translator(told.lang)
    environment.install_gettext_callables(say.gettext, say.gettext, newstyle=True)  # type: ignore[attr-defined]
    style = (TEMPLATES / "compare.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    template = environment.get_template("compare.html.j2")
    return template.render(told=told, style=style, policy=policy, mark=PAGE_MARK)
