"""XML read piece by piece: each finished element, without entities and without end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from relnet.errors import quoted
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MOST_DEPTH = 64
"""How deep elements may lie in one another."""
_PIECE = 1 << 16
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")


@dataclass(slots=True)
class Element:
    """An element by its name without prefix.

    Attributes
    ----------
    tag
        Its name.
    attributes
        Their names without prefix → value.
    row
        The line on which it begins.
    children
        The elements in it.
    text
        The text in it, that of its children aside.
    """

    tag: str
    attributes: dict[str, str]
    row: int
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        """Return an attribute, empty where it is not there."""
        return self.attributes.get(name, "")

    def find(self, tag: str) -> Element | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def within(self, tag: str) -> Iterator[Element]:
        """Return the children of the children of that name, as of a list."""
        return (one for child in self.children if child.tag == tag for one in child.children)

    def all_text(self) -> str:
        """Return the text in it and in all elements below."""
        return self.text + "".join(child.all_text() for child in self.children)


def root_of(text: str) -> str:
    """Return the name of the first element, without its prefix; empty for what is no XML."""
    head = text[:_PIECE]
    place = len(head) - len(head.lstrip())
    while head.startswith(("<?", "<!"), place):
        place = _past(head, place)
        place += len(head[place:]) - len(head[place:].lstrip())
    root = _ROOT.match(head, place)
    return root[1] if root else ""


def _past(head: str, place: int) -> int:
    """Where a declaration or comment ends; the end of the text if it does not."""
    if head.startswith("<!--", place):
        end = "-->"
    elif head.startswith("<?", place):
        end = "?>"
    else:
        closing = head.find(">", place)
        end = "]" if -1 < head.find("[", place) < closing else ">"
    found = head.find(end, place)
    found = head.find(">", found) if end == "]" and found >= 0 else found
    return len(head) if found < 0 else found + (1 if end == "]" else len(end))


def elements(
    text: str, name: str, *, whole: Collection[str], begun: Collection[str]
) -> Iterator[Element]:
    """Yield the elements of a document in order, and keep nothing of them.

    Parameters
    ----------
    text
        The document.
    name
        What messages call it.
    whole
        Elements that are yielded when they end, with all that is in them.
    begun
        Elements that are yielded when they begin, as yet empty, if they lie in none of
        `whole`.

    Raises
    ------
    DataError
        If it is not well-formed, defines entities or is nested too deep.
    """
    reading = _Reading(name, frozenset(whole), frozenset(begun))
    try:
        for start in range(0, len(text), _PIECE):
            reading.parser.Parse(text[start : start + _PIECE], False)  # noqa: FBT003 - its own
            yield from reading.taken()
        reading.parser.Parse("", True)  # noqa: FBT003 - its own
    except (expat.ExpatError, UnicodeError) as error:
        code = getattr(error, "code", None)
        reason = expat.ErrorString(code) if code is not None else str(error)
        row = reading.parser.CurrentLineNumber
        raise refusal(name, "xml", {"reason": quoted(reason)}, row) from None
    yield from reading.taken()


class _Reading:
    """The elements that are open and those that are finished."""

    def __init__(self, name: str, whole: frozenset[str], begun: frozenset[str]) -> None:
        self.name, self.whole, self.begun = name, whole, begun
        self.depth = 0
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.finished: list[Element] = []
        parser = self.parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._entity

    def taken(self) -> list[Element]:
        """The elements that were finished since the last time."""
        done, self.finished = self.finished, []
        return done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        row = self.parser.CurrentLineNumber
        if self.depth > MOST_DEPTH:
            raise refusal(self.name, "depth", {"most": MOST_DEPTH}, row)
        tag = tag.rpartition(":")[2]
        if not self.open and tag not in self.whole and tag not in self.begun:
            return
        names = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(tag, names, row)
        if self.open:
            self.open[-1].children.append(element)
        elif tag not in self.whole:
            self.finished.append(element)
            return
        self.open.append(element)
        self.texts.append([])

    def _end(self, _: str) -> None:
        self.depth -= 1
        if self.open:
            element = self.open.pop()
            element.text = "".join(self.texts.pop())
            if not self.open:
                self.finished.append(element)

    def _text(self, text: str) -> None:
        if self.open:
            self.texts[-1].append(text)

    def _entity(self, *_: object) -> NoReturn:
        raise refusal(self.name, "entities", row=self.parser.CurrentLineNumber)
