"""What can be read from a picture's files."""

import os
import re
import struct
import subprocess
import sys
import zlib
from collections import Counter
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def tree(picture):
    """The SVG of a picture, parsed."""
    return ET.fromstring(picture.svg())  # noqa: S314 - our own


def gids(picture, beginning=""):
    """The names of its marks."""
    own = (node.get("id", "") for node in tree(picture).iter())
    return [name for name in own if name.startswith(beginning)]


def named(picture, beginning=""):
    """The names of its marks as it is laid out, which is quicker than to read its SVG."""
    own = [mark.gid for mark in picture._sheet().marks]
    return [name for name in own if name and name.startswith(beginning)]


def kinds(picture, beginning, place):
    """How many marks there are of each kind: a part of their names."""
    return Counter(name.split("-")[place] for name in named(picture, beginning))


def chunks(png):
    """The texts in a PNG by keyword."""
    at, found = 8, {}
    while at < len(png):
        (size,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + size]
        if kind == b"tEXt":
            key, _, text = body.partition(b"\0")
            found[key.decode()] = text.decode("latin-1")
        if kind == b"iTXt":
            key, _, rest = body.partition(b"\0")
            packed, text = rest[0], rest[2:].split(b"\0", 2)[2]
            found[key.decode()] = (zlib.decompress(text) if packed else text).decode()
        at += 12 + size
    return found


def pdf_text(pdf, key):
    """A text of the information in a PDF."""
    found = re.search(rb"/" + key.encode() + rb" (\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>)", pdf)[1]
    if found.startswith(b"<"):
        return bytes.fromhex(found[1:-1].decode()).decode("utf-16")
    plain = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), found[1:-1])
    plain = re.sub(rb"\\(.)", rb"\1", plain, flags=re.DOTALL)
    return plain.decode("utf-16" if plain.startswith(b"\xfe\xff") else "latin-1")


LATER = """
import datetime, time, matplotlib.backends.backend_pdf, matplotlib.backends.backend_svg
now = time.time
time.time = lambda: now() + 366 * 86400
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=366)
    today = now
datetime.datetime = Later
"""
"""Puts the clock a year on, for what is run from here on."""


def in_another_process(code, seed):
    """What code prints in a process whose hashes have another seed."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": str(seed)},
    )  # fmt: skip
    return run.stdout.split()
