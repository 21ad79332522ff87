"""Print what is public, a line a name, parameter and field: `python tests/library/signatures.py`.

After a change that is meant, write it to tests/library/public.txt and into CHANGELOG.md.
"""

import inspect
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum

import curranalyser
from curranalyser.audit_tables import TABLES
from curranalyser.library.frames import TABLES_OF


def _typed(annotation: object) -> str:
    """Say a type in the same words in every version of Python."""
    told = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return f"{told[len('Optional[') : -1]} | None" if told.startswith("Optional[") else told


def _function(name: str, function: object) -> Iterator[str]:
    signature = inspect.signature(function)  # type: ignore[arg-type]
    yield f"{name}(...) -> {_typed(signature.return_annotation)}"
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        only = " (by name)" if parameter.kind is parameter.KEYWORD_ONLY else ""
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        yield f"    {parameter.name}: {_typed(parameter.annotation)}{default}{only}"


def _of_class(name: str, kind: type) -> Iterator[str]:
    yield f"class {name}({', '.join(base.__name__ for base in kind.__bases__)})"
    if issubclass(kind, Enum):
        yield from (f"    {member.name} = {member.value!r}" for member in kind)
    elif is_dataclass(kind):
        for field in fields(kind):
            default = "" if field.default is MISSING else f" = {field.default!r}"
            yield f"    {field.name}: {_typed(field.type)}{default}"
    elif issubclass(kind, Exception):
        yield f"    exit_code = {int(kind.exit_code)}"
    for member, value in sorted(vars(kind).items()):
        if member.startswith("_") or isinstance(kind, type(Enum)):
            continue
        if isinstance(value, property):
            yield f"    {member} -> {_typed(inspect.signature(value.fget).return_annotation)}"  # type: ignore[arg-type]
        elif inspect.isfunction(value):
            yield from ("    " + line for line in _function(member, value))


def public_lines() -> Iterator[str]:
    """Yield what is public, sorted by name."""
    for name in sorted(curranalyser.__all__):
        value = getattr(curranalyser, name)
        yield from _of_class(name, value) if inspect.isclass(value) else _function(name, value)
    for table, stored in TABLES_OF.items():
        yield f"table {table}"
        yield from (f"    {column}: {kind}" for column, kind, _ in TABLES[stored][1])


if __name__ == "__main__":
    print("\n".join(public_lines()))
