import jinja2
import pytest

from curranalyser.report import compiled, precompile, render_html
from curranalyser.report.html import report_environment
from curranalyser.report.precompile import COMPILED, template_loader, translations
from curranalyser.report.view import AuditView


def test_the_kept_translations_are_those_of_the_templates() -> None:
    """Otherwise: PYTHONPATH=src python -m curranalyser.report.precompile."""
    version, digest = compiled.MADE_OF.split()
    assert digest == precompile.templates_digest().split()[1]
    if version != getattr(jinja2, "__version__", ""):
        pytest.skip(f"made with Jinja {version}")
    assert {path.name: path.read_text(encoding="utf-8") for path in COMPILED.glob("*.py")} == translations(report_environment("en"))


def test_templates_that_were_changed_are_translated_anew(view: AuditView, monkeypatch: pytest.MonkeyPatch) -> None:
    page = render_html(view)
    for made_of in (f"{compiled.MADE_OF}0", "", f"0.{compiled.MADE_OF}"):
        monkeypatch.setattr(compiled, "MADE_OF", made_of)
        assert isinstance(template_loader(), jinja2.FileSystemLoader)
    report_environment.cache_clear()
    assert render_html(view) == page
    report_environment.cache_clear()


def test_each_language_has_templates_of_its_own() -> None:
    english, swedish = (report_environment(lang).get_template("index.html.j2") for lang in ("en", "sv"))
    assert english.environment is not swedish.environment
    assert english.root_render_func.__globals__["environment"] is english.environment
