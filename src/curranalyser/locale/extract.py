"""Extraction of the messages in errors.py for pybabel: its texts stand in a table and are translated where they are shown.

Named in babel.cfg; not used when the tool runs.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

Message = tuple[int, str, str, list[str]]


def failure_texts(fileobj: IO[bytes], keywords: Mapping[str, object], comment_tags: Sequence[str], options: Mapping[str, object]) -> Iterator[Message]:
    """Yield (line, function, message, comments) for each text in the FAILURE_TEXTS of a Python file; the last three arguments are pybabel's and unused."""
    del keywords, comment_tags, options
    for node in ast.walk(ast.parse(fileobj.read())):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "FAILURE_TEXTS" and node.value:
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, "gettext", part.value, []
