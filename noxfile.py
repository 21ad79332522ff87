"""The commands of CONTRIBUTING.md as tasks, in the environment that is active: `nox -l` lists them.

No session makes an environment of its own: `.ci/run` is what checks everything in a fresh one.
"""

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["style", "types", "layers", "tests"]


@nox.session
def style(session: nox.Session) -> None:
    """Ruff: rules and format."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Mypy, strict."""
    session.run("mypy", "--strict")
    session.run("mypy", "--strict", "corpus/syllabi/build.py", "corpus/catalogues/as_ooapi.py")
    session.run("mypy", "--strict", "docs/generate.py", "docs/hooks.py")


@nox.session
def layers(session: nox.Session) -> None:
    """The contracts of imports."""
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; what follows -- goes to pytest."""
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def slow(session: nox.Session) -> None:
    """What the quick tests leave out but the commands of README and docs."""
    session.run("python", "-m", "pytest", "-n", "3", "-m", "slow or real", "--durations=40")


@nox.session
def docs(session: nox.Session) -> None:
    """The site without a warning, and the commands in it."""
    session.run("python", "docs/generate.py", "--check")
    session.run("mkdocs", "build", "--strict")
    session.run("python", "-m", "pytest", "-n", "auto", "-m", "docs")


@nox.session
def coverage(session: nox.Session) -> None:
    """How much of the code the quick tests run, by branches."""
    session.run(
        "python", "-m", "pytest", "-n", "auto", "--cov", "--cov-report=term:skip-covered", *session.posargs
    )


@nox.session
def audit(session: nox.Session) -> None:
    """The main job: the sample."""
    session.run("curranalyser", "audit", "corpus/syllabi", "-o", "reports/first-audit")


@nox.session
def catalogue(session: nox.Session) -> None:
    """Compile the Swedish messages; the head of src/curranalyser/i18n.py says how to extract them."""
    session.run("pybabel", "-q", "compile", "-D", "curranalyser", "-d", "src/curranalyser/locale")


@nox.session
def schemas(session: nox.Session) -> None:
    """Write the golden schema of a version that has none, after the version was raised."""
    session.run("python", "-m", "pytest", "-q", "tests/golden/test_schemas.py", env={"UPDATE_GOLDEN": "1"})


@nox.session
def executable(session: nox.Session) -> None:
    """Build and try the executable that needs no Python."""
    session.run(".ci/executable", *session.posargs, external=True)


@nox.session
def everything(session: nox.Session) -> None:
    """All checks, as the build server does."""
    session.run(".ci/run", external=True)
