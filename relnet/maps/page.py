"""One HTML document that holds all it needs and can fetch nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from relnet.maps.words import READING, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Template

    from relnet.maps.spec import MapSpec


@lru_cache
def asset(name: str) -> str:
    """Return the text of a file that goes into the page, without what only its readers need."""
    text = files("relnet.maps").joinpath("assets", name).read_text("utf-8")
    return re.sub(r"\n\s+", "\n", text)


def script(name: str) -> str:
    """Return the script of a page, of which ``assets/built`` holds one for each renderer."""
    return asset(f"built/{name}.js")


@lru_cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - loaded for maps alone

    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(
        asset("page.html")
    )


def page(spec: MapSpec, texts: Iterable[str], extra: dict[str, Any] | None = None) -> str:
    """Return the page of a map.

    Parameters
    ----------
    spec
        What it shows.
    texts
        Its scripts, which run one after another.
    extra
        What a renderer adds to the data.
    """
    from markupsafe import Markup  # noqa: PLC0415 - with jinja2

    script = "\n".join(texts)
    style = asset("map.css")
    text = _template().render(
        spec=spec,
        words=spec.labels,
        caption=spec.caption(),
        reading=[
            spec.labels[f"reading.{key}"] for key in READING if key != "own" or not spec.terms
        ],
        policy=_policy(script, style),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        data=Markup(json_for_script(_data(spec) | (extra or {}))),  # noqa: S704 - escaped there
    )
    return re.sub("[\ud800-\udfff]", "\ufffd", text)  # no file can hold half a character


def _data(spec: MapSpec) -> dict[str, Any]:
    """The description without the words that stand in the page itself."""
    written = {*WRITTEN, *(f"reading.{key}" for key in READING)}
    labels = {key: text for key, text in spec.labels.items() if key not in written}
    return spec.as_dict() | {"labels": labels}


def json_for_script(content: Any) -> str:
    r"""Return JSON that cannot end the script element it stands in.

    Examples
    --------
    >>> json_for_script("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def _policy(script: str, style: str) -> str:
    """Nothing may be fetched, and only what stands here may run."""
    hashes = (
        base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in (script, style)
    )
    run, look = (f"'sha256-{one}'" for one in hashes)
    rest = "img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {run}; style-src {look}; {rest}"
