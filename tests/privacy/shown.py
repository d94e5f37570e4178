"""All that can come out of a panel, and what is looked for in it."""

import gc
import gzip
import html
import io
import json
import pickle
import types
import zipfile
from urllib.parse import quote

import relnet as rn
from relnet.errors import UsageError
from relnet.writers.formats import WRITERS


def outputs(panel, folder):
    """Everything that is made of a panel, as name and bytes."""
    yield from files(panel, folder)
    yield "repr", (repr(panel) + panel._repr_html_()).encode()
    for renderer in ("svg", "pyvis"):
        yield renderer, rn.draw(panel, renderer=renderer).html().encode()
    for network in panel:
        told = [str(network.lineage), str(network.rule), network._repr_html_(), repr(network)]
        yield "network", " ".join(told).encode()
    for name, file in written(panel, folder):
        for part in unpacked(file.read_bytes()):
            yield name, file.name.encode() + part


def files(panel, folder):
    """What holds all of a panel."""
    yield "pickle", pickle.dumps(panel)
    yield "saved", rn.save_panel(panel, folder / "saved.json").read_bytes()


def written(panel, folder):
    """Each file of each format, of one relation where a format holds but one."""
    first = rn.subset(panel, relations=panel.relations[:1])
    for k, name in enumerate(WRITERS):
        path = folder / f"{k}{WRITERS[name].endings[0]}"
        try:
            done = rn.export(panel, path, name)
        except UsageError:
            done = rn.export(first, path, name)
        yield from ((name, file) for file in done.paths)


def unpacked(data):
    """A file, or the parts of an archive."""
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from map(archive.read, archive.namelist())
    else:
        yield data


def told(data, names):
    """Which of the names are in what came out, however they are written there."""
    return [name for name in names if any(form in data for form in forms(name))]


def forms(name):
    """A name as files write it."""
    plain = {name, html.escape(name), html.escape(name, quote=False), quote(name)}
    plain |= {json.dumps(one)[1:-1] for one in [*plain]}
    plain |= {one.replace("<", "\\u003c").replace(">", "\\u003e") for one in [*plain]}
    return {one.encode("utf-8", "backslashreplace") for one in plain} | {name.encode("utf-16-le")}


def reachable(thing):
    """Every object that hangs from one, but for what is of the program."""
    seen, ahead = {}, [thing]
    skipped = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)
    while ahead:
        one = ahead.pop()
        if id(one) in seen or isinstance(one, skipped):
            continue
        seen[id(one)] = one
        ahead += gc.get_referents(one)
    return list(seen.values())
