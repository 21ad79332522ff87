"""Extraction of the messages in errors.py for pybabel.

Its texts stand in tables and are translated where they are shown.

Named in babel.cfg; not used when the tool runs.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

_TABLES = ("FAILURE_TEXTS", "PAGE_HINTS", "REASONS")
# So end the names of texts that stand in a table more than once.
_SHARED = "_HINT"
Message = tuple[int, str, str, list[str]]


def failure_texts(
    fileobj: IO[bytes],
    keywords: Mapping[str, object],
    comment_tags: Sequence[str],
    options: Mapping[str, object],
) -> Iterator[Message]:
    """Yield (line, function, message, comments) for each text in and beside the tables of a Python file.

    The last three arguments are pybabel's and unused.
    """
    del keywords, comment_tags, options
    for node in ast.walk(ast.parse(fileobj.read())):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id in _TABLES
            and isinstance(node.value, ast.Dict)
        ):
            for part in (text for value in node.value.values for text in ast.walk(value)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, "gettext", part.value, []
        if (
            isinstance(node, ast.Assign)
            and isinstance(name := node.targets[0], ast.Name)
            and name.id.endswith(_SHARED)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.lineno, "gettext", node.value.value, []
