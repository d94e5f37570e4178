"""Names without what tells no two organisations apart."""

from __future__ import annotations

import re
import unicodedata

LEGAL = frozenset(
    {"stichting", "st", "sint", "vereniging", "cooperatie", "cooperatief", "cooperatieve", "coop",
     "ua", "ba", "bv", "nv", "vof", "cv", "maatschap", "vzw", "asbl", "gmbh", "ltd", "limited",
     "inc", "incorporated", "llc", "llp", "plc", "foundation", "association", "trust"}
)  # fmt: skip
"""Words and abbreviations for a legal form; ``st.`` is also Sint, so that goes too."""
JOINING = frozenset({"en", "and", "und", "et"})
"""Words for ``&``."""
_MARKS = re.compile(r"[\u0300-\u036f]")
_APOSTROPHES = re.compile(r"['’‘`´]")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ ]?){1,4}[^\W\d_](?:\.|(?![^\W_]))")
_WORDS = re.compile(r"[^\W_]+")


def words_of(name: str) -> tuple[str, ...]:
    """Return all words of a name: no case, accents or punctuation, ``B.V.`` as one word."""
    text = unicodedata.normalize("NFKD", name.casefold()).casefold()
    text = _APOSTROPHES.sub("", _MARKS.sub("", text))
    text = _INITIALS.sub(lambda found: f" {re.sub('[. ]', '', found[0])} ", text)
    return tuple(_WORDS.findall(text)) or (text.strip(),)


def telling_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in order, without legal forms and words for ``&``.

    A name of nothing else keeps them.
    """
    words = words_of(name)
    return tuple(word for word in words if word not in LEGAL | JOINING) or words


def normal_form(name: str) -> str:
    """Return a name as it is compared with others.

    Case, accents, punctuation, the order of the words, legal forms and words for ``&``
    make no difference.

    Parameters
    ----------
    name
        A name.

    Returns
    -------
    str
        Its telling words in alphabetical order; never empty for a name that is not.

    Examples
    --------
    >>> normal_form("Stichting Zorg & Welzijn, Coöperatief U.A."), normal_form("Welzijn en Zorg")
    ('welzijn zorg', 'welzijn zorg')
    >>> normal_form("Stichting")
    'stichting'
    """
    return " ".join(sorted(telling_words(name)))


def keys(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a name may be found by: first as it is written, then what only tells.

    Of each, words in their order without spaces between them; of the second the normal
    form too.
    """
    telling = telling_words(name)
    joined = "".join(telling)
    return ("".join(words_of(name)),), (" ".join(sorted(telling)), joined)
