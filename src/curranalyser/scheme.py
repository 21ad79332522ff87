"""The perspectives that are looked for: loaded from a TOML file, so that users can bring their own."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from curranalyser.errors import ModelError
from curranalyser.i18n import N_
from curranalyser.strict_data import MOST_TOML, read_within, toml_of

COMPARE = N_("Compare it with corpus/scheme.toml.")
Localised = tuple[tuple[str, str], ...]


def localised(texts: Localised, lang: str) -> str:
    """Return the text in `lang`, or in English, or in whatever language there is."""
    found = dict(texts)
    return found.get(lang) or found.get("en") or next(iter(found.values()), "")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the codebook. `verdict` is yes, borderline or no."""

    id: str
    perspective: str
    verdict: str
    text: Localised


@dataclass(frozen=True, slots=True)
class Perspective:
    """One perspective: its id in data files, and its name, definition and advice by language."""

    id: str
    prefix: str
    name: Localised
    definition: Localised
    advice: Localised


@dataclass(frozen=True, slots=True)
class Scheme:
    """The perspectives in the order they are shown, and the rules that labels rest on.

    `digest` is the SHA-256 of the file.
    """

    name: str
    version: str
    home_country: str
    perspectives: tuple[Perspective, ...]
    rules: tuple[Rule, ...]
    kinds_of_hit: tuple[tuple[str, Localised], ...]
    digest: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The perspective ids in order."""
        return tuple(perspective.id for perspective in self.perspectives)

    def perspective(self, identifier: str) -> Perspective:
        """Return the perspective with this id. Raises KeyError where there is none."""
        for perspective in self.perspectives:
            if perspective.id == identifier:
                return perspective
        raise KeyError(identifier)

    def rule(self, identifier: str) -> Rule:
        """Return the rule with this id. Raises KeyError where there is none."""
        for rule in self.rules:
            if rule.id == identifier:
                return rule
        raise KeyError(identifier)


def _texts(value: object, where: str) -> Localised:
    if not isinstance(value, dict) or not value or not all(isinstance(text, str) for text in value.values()):
        raise ModelError(
            N_("The scheme gives no texts for %(where)s."),
            N_('Write them as { sv = "…", en = "…" }.'),
            where=where,
        )
    return tuple(sorted(value.items()))


def parse_scheme(data: bytes) -> Scheme:
    """Read a scheme from the bytes of its TOML file. Raises ModelError where it does not hold together."""
    try:
        raw = toml_of(data)
    except ValueError as error:
        raise ModelError(N_("The scheme is not valid TOML: %(error)s."), COMPARE, error=error) from error
    try:
        perspectives = tuple(
            Perspective(
                item["id"],
                item.get("prefix", item["id"][:3].upper()),
                _texts(item["name"], f"the name of {item['id']}"),
                _texts(item["definition"], f"the definition of {item['id']}"),
                _texts(item["advice"], f"the advice of {item['id']}"),
            )
            for item in raw["perspectives"]
        )
        rules = tuple(
            Rule(identifier, item["perspective"], item["verdict"], _texts(item["text"], f"rule {identifier}"))
            for identifier, item in raw.get("rules", {}).items()
        )
        kinds = tuple(
            (name, _texts(texts, f"kind of hit {name}"))
            for name, texts in raw.get("kinds_of_hit", {}).items()
        )
    except KeyError as error:
        raise ModelError(N_("The scheme lacks %(name)s."), COMPARE, name=error.args[0]) from error
    except (TypeError, AttributeError) as error:
        raise ModelError(N_("The scheme is not built as a scheme is."), COMPARE) from error
    if not all(
        isinstance(text, str) for perspective in perspectives for text in (perspective.id, perspective.prefix)
    ):
        raise ModelError(N_("The scheme is not built as a scheme is."), COMPARE)
    ids = [perspective.id for perspective in perspectives]
    if not ids or len(set(ids)) != len(ids):
        raise ModelError(
            N_("The scheme needs at least one perspective, each with an id of its own."), N_("Mend the ids.")
        )
    for rule in rules:
        if rule.perspective not in ids or rule.verdict not in ("yes", "borderline", "no"):
            raise ModelError(
                N_("Rule %(rule)s names an unknown perspective or verdict."),
                N_("A verdict is yes, borderline or no."),
                rule=rule.id,
            )
    return Scheme(
        str(raw.get("name", "")),
        str(raw.get("version", "")),
        str(raw.get("home_country", "SE")),
        perspectives,
        rules,
        kinds,
        hashlib.sha256(data).hexdigest(),
    )


def shipped_path(*parts: str) -> Path:
    """Return the path of a file that comes with the tool.

    From the installed package, else from the repository.

    Args:
        parts: such as ("corpus", "scheme.toml") or ("models", "default").
    """
    packed = Path(__file__).parent / "shipped" / Path(*parts)
    return packed if packed.exists() else Path(__file__).resolve().parents[2] / Path(*parts)


def load_scheme(path: Path | None = None) -> Scheme:
    """Load a scheme. Without a path, the shipped one. Raises ModelError where it is missing or broken."""
    chosen = path or shipped_path("corpus", "scheme.toml")
    try:
        data = read_within(chosen, MOST_TOML)
    except (OSError, ValueError) as error:
        raise ModelError(
            N_("The scheme %(path)s cannot be read."),
            N_("Give its path, or install curranalyser anew."),
            path=chosen,
        ) from error
    return parse_scheme(data)
