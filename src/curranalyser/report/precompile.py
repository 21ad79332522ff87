"""Jinja's translation of the templates into Python, kept in `compiled`: to make it takes longer than to render the report of a hundred syllabi.

After a template was changed, in the repository's root: `PYTHONPATH=src python -m curranalyser.report.precompile`. What is kept is used only for just these
templates and just this version of Jinja; otherwise they are translated anew on every run.
"""

import hashlib
import importlib
from collections.abc import Callable, MutableMapping
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BaseLoader, Environment, FileSystemLoader, Template, TemplateNotFound

TEMPLATES = Path(__file__).parent / "templates"
COMPILED = Path(__file__).parent / "compiled"
_PACKAGE = "curranalyser.report.compiled"


def _module(template: str) -> str:
    return template.partition(".")[0].replace("-", "_")


def templates_digest() -> str:
    """Return the version of Jinja and the SHA-256 of the templates: what a translation holds for."""
    texts = [f"{path.name}\0{path.read_text(encoding='utf-8')}" for path in sorted(TEMPLATES.glob("*.j2"))]
    return f"{getattr(jinja2, '__version__', '')} {hashlib.sha256(chr(0).join(texts).encode()).hexdigest()}"


class _CompiledLoader(BaseLoader):
    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        # Not by import: a translation belongs to one environment, and there is one for each language.
        spec = find_spec(f"{_PACKAGE}.{_module(name)}")
        if spec is None or spec.loader is None:
            raise TemplateNotFound(name)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return Template.from_module_dict(environment, vars(module), globals if globals is not None else {})


def template_loader() -> BaseLoader:
    """Return what loads the templates: their translations where these hold, else the templates themselves."""
    kept = getattr(importlib.import_module(_PACKAGE), "MADE_OF", "")
    return _CompiledLoader() if kept == templates_digest() else FileSystemLoader(TEMPLATES)


def translations(environment: Environment) -> dict[str, str]:
    """Translate the templates: file name in `COMPILED` → Python."""
    head = '"""The templates as Python, written by curranalyser.report.precompile: not to be changed by hand."""'
    texts = {"__init__.py": f'{head}\n\nMADE_OF = "{templates_digest()}"\n'}
    compile_template: Callable[..., str] = environment.compile
    for path in sorted(TEMPLATES.glob("*.j2")):
        texts[f"{_module(path.name)}.py"] = compile_template(path.read_text(encoding="utf-8"), path.name, path.name, raw=True, defer_init=True) + "\n"
    return texts


def main() -> None:
    """Write the translations."""
    from curranalyser.report.html import report_environment  # noqa: PLC0415 it asks this module for its loader

    texts = translations(report_environment("en"))
    for path in COMPILED.glob("*.py"):
        path.unlink()
    for name, text in texts.items():
        (COMPILED / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
