"""Scripts and style sheets say the same when they are stripped."""

from pathlib import Path

import pytest
from pygments.lexers import CssLexer, JavascriptLexer
from pygments.token import Comment

import relnet.maps
from relnet.maps.strip import stripped

ASSETS = sorted(Path(relnet.maps.__file__).with_name("assets").glob("*.*s"))


def tokens(text, lexer):
    """What a program reads: no comments, and of the space only where a line ends."""
    found = ["\n"]
    for kind, part in lexer.get_tokens(text):
        if kind not in Comment and part.strip():
            found.append(part)
        elif "\n" in part and found[-1] != "\n":
            found.append("\n")
    return found


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_what_goes_into_a_page_says_the_same(path):
    text = path.read_text("utf-8")
    lexer = CssLexer if path.suffix == ".css" else JavascriptLexer
    short = stripped(text)
    assert len(short) < len(text)
    assert tokens(short, lexer()) == tokens(text, lexer())
    assert stripped(short) == short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("\n \n\t\n", ""),
        ("a();\n\n  b();", "a();\nb();\n"),
        ("  // one\n\t// two /* \na();\n", "a();\n"),
        ("/** What\n * it is.\n */\nf();\n", "f();\n"),
        ("/* a */\n/**/\n/***/\n/* b\n // c **/  \nf();\n", "f();\n"),
        ("/* a */ f();\ng(); /* b */\n", "/* a */ f();\ng(); /* b */\n"),
        ("const a = 1;\n/* b */ const c = /* d */\n  2; // e\n", None),
        ("return /* a\n*/ b;", ValueError),
        ('a = "// no";\n', None),
        ("a = 'it\\'s /* no';\nb();\n", None),
        ('a = "on\\\n// and on";', ValueError),
        ("a = `// ${b ? `/* ${c}` : {}} }`;\n", None),
        ("a = `{`;\nb = `}`;\n", None),
        ("a = `\\``;\n", None),
        ("a = `one\n  two`;", ValueError),
        ("a = `one ${b(`\n// two`)}`;", ValueError),
        ("a = `one ${\n  b}`;", ValueError),
        ("a = `}\n`;", ValueError),
        ("a.replace(/[`\"'/*]/g, b);\n", None),
        ("return /`\\/`/.test(`${a}`);\n", None),
        ("a = /`/.test(`\n// b`);", ValueError),
        ("a = b / c; // `d\n", None),
        ("a {\n  color: red;\n}\n", "a {\ncolor: red;\n}\n"),
        ("a { font: 16px/1.4 'B C'; } /* d */\n", None),
        ("/* open\na();", ValueError),
    ],
)
def test_only_comments_with_lines_of_their_own_go(text, short):
    if short is ValueError:
        with pytest.raises(ValueError, match="goes on"):
            stripped(text)
    else:
        unindented = "".join(f"{line.strip()}\n" for line in text.splitlines())
        assert stripped(text) == (unindented if short is None else short)
