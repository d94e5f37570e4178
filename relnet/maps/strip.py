"""Scripts and style sheets without what only their readers need."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)$", re.MULTILINE)
_CODE = re.compile(
    r"""
    "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'     # a string
    | //.* | /\*.*?\*/                        # a comment
    | (?:^|(?<=[(,=:\[!&|?{};>])|(?<=[(,=:\[!&|?{};>][ ])|(?<=\breturn[ ]))
      /(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+/  # a regular expression
    | /\* | .
    """,
    re.VERBOSE,
)
_TEMPLATE = re.compile(r"\\. | \$\{ | .", re.VERBOSE)
_BEGINS = {"{": ("{", "`"), "${": ("{", "`"), "`": ("${",)}
"""What can begin within code, within what a template asks for, and within a template."""
_ENDS = {"{": "}", "${": "}", "`": "`"}
_ALONE = ('"', "'", "/*")
"""What is found by itself only where its other end is not in the line."""


def stripped(text: str) -> str:
    r"""Return a script or style sheet without comments, indentation and empty lines.

    Comments go that have lines of their own; what stands beside code stays, and so does
    every line of code, so that nothing else is read into it.

    Parameters
    ----------
    text
        JavaScript or CSS.

    Raises
    ------
    ValueError
        If a string, a template or a comment beside code goes on after its line, where
        indentation may mean something.

    Examples
    --------
    >>> stripped("// Adds one.\nfunction more(n) {\n  return n + 1; // more\n}\n")
    'function more(n) {\nreturn n + 1; // more\n}\n'
    """
    lines = [line.strip(" \t") for line in _COMMENT.sub("", text).split("\n")]
    kept = [line for line in lines if line]
    for line in kept:
        if _goes_on(line):
            message = f"goes on after its line: {line}"
            raise ValueError(message)
    return "".join(f"{line}\n" for line in kept)


def _goes_on(line: str) -> bool:
    """Whether a string, a template or a comment is open at the end of a line."""
    within: list[str] = []
    at = 0
    while at < len(line):
        inside = within[-1] if within else "{"
        found = (_TEMPLATE if inside == "`" else _CODE).match(line, at)
        part = found[0] if found else line[at]
        if part == _ENDS[inside]:
            del within[-1:]
        elif part in _BEGINS[inside]:
            within.append(part)
        elif part in _ALONE and inside != "`":
            return True
        at += len(part)
    return "`" in within
