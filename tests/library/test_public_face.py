"""What `import curranalyser` gives: names, signatures, docstrings, and at what cost."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest
from signatures import public_lines

import curranalyser

FUNCTIONS = ("audit", "check_draft", "label", "load_audit", "read_syllabi")
IMPORTED = (
    "import sys, json; before = set(sys.modules); {}; print(json.dumps(sorted(set(sys.modules) - before)))"
)


def loaded_by(statement: str) -> set[str]:
    code = IMPORTED.format(statement)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return {name.split(".")[0] for name in json.loads(done.stdout)} - set(sys.stdlib_module_names)


def test_names_and_signatures_are_as_they_were() -> None:
    """Where this fails on purpose, see tests/library/signatures.py."""
    golden = Path(__file__).with_name("public.txt").read_text(encoding="utf-8")
    assert list(public_lines()) == golden.splitlines()


def test_importing_costs_next_to_nothing() -> None:
    assert loaded_by("import curranalyser") == {"curranalyser"}
    assert loaded_by("import curranalyser; dir(curranalyser); curranalyser.__version__") == {"curranalyser"}
    assert loaded_by("from curranalyser import audit, Settings, CurranalyserError").isdisjoint(
        {"numpy", "spacy", "pandas", "polars", "jinja2", "babel", "pebble", "pypdfium2", "docx", "click"}
    )
    # A draft is what an editor checks while somebody waits.
    assert loaded_by("from curranalyser import check_draft, label, read_syllabi").isdisjoint(
        {"numpy", "spacy", "babel", "pebble", "pypdfium2", "docx", "click"}
    )


def test_what_is_listed_is_what_is_given_and_what_type_checkers_see() -> None:
    given = [name for names in curranalyser._PUBLIC.values() for name in names]
    assert sorted(given) == sorted(curranalyser.__all__)
    assert set(curranalyser.__all__) <= set(dir(curranalyser))
    source = inspect.getsource(curranalyser)
    seen = source.split("if TYPE_CHECKING:\n")[1].split("\n__all__")[0]
    assert all(name in seen.replace(",", " ").split() for name in curranalyser.__all__)


def test_a_misspelt_name_is_none() -> None:
    with pytest.raises(AttributeError, match="read_sylabi"):
        _ = curranalyser.read_sylabi  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", curranalyser.__all__)
def test_everything_public_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(curranalyser, name))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_say_what_goes_in_and_comes_out_and_what_is_raised(name: str) -> None:
    function = getattr(curranalyser, name)
    told = inspect.getdoc(function) or ""
    arguments = told.split("Args:\n")[1].split("\n\n")[0]
    for parameter in inspect.signature(function).parameters:
        assert f"    {parameter}: " in arguments, parameter
    assert "Returns:\n" in told
    for line in told.split("Raises:\n")[1].splitlines():
        if line.startswith("    ") and not line.startswith("     "):
            assert issubclass(
                getattr(curranalyser, line.split(":")[0].strip()), curranalyser.CurranalyserError
            )


def test_errors_are_one_family() -> None:
    for kind in (
        curranalyser.SettingsError,
        curranalyser.ModelError,
        curranalyser.OutputError,
        curranalyser.NothingAnalysedError,
    ):
        assert issubclass(kind, curranalyser.CurranalyserError)


@pytest.mark.slow
def test_type_checkers_see_the_types(tmp_path: Path, repository: Path) -> None:
    script = tmp_path / "use.py"
    script.write_text(
        "import curranalyser\n"
        "from curranalyser import audit, Settings\n"
        "found = audit('x', settings=Settings(lang='sv'), jobs=2)\n"
        "reveal_type(found)\n"
        "reveal_type(found.to_frame('shares', kind='rows'))\n"
        "reveal_type(curranalyser.label(['a'])[0].label('international').decision)\n"
        "curranalyser.no_such_name\n"
        "audit('x', job=2)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", "pyproject.toml", str(script)],
        capture_output=True,
        text=True,
        cwd=repository,
        timeout=300,
        check=False,
    )
    told = done.stdout
    assert 'Revealed type is "curranalyser.library.audits.Audit"' in told, told
    assert 'Revealed type is "list[dict[str, Any]]"' in told.replace("builtins.", ""), told
    assert 'Revealed type is "curranalyser.datamodel.labels.Decision"' in told
    assert 'Module has no attribute "no_such_name"' in told
    assert 'Unexpected keyword argument "job"' in told
