from typing import Any, TypeAlias

from numpy.typing import NDArray

_Buffer: TypeAlias = bytes | bytearray | memoryview | NDArray[Any]

def version() -> int: ...
def count_lines(data: _Buffer, start: int, stop: int, /) -> int: ...
def split(
    data: _Buffer,
    start: int,
    stop: int,
    separator: int,
    width: int,
    first: int,
    rows: int,
    factor: int,
    codes: _Buffer,
    texts: _Buffer,
    /,
) -> int: ...
def join(data: _Buffer, texts: _Buffer, out: _Buffer, /) -> None: ...
def take(values: _Buffer, codes: _Buffer, out: _Buffer, /) -> None: ...
def tally(groups: _Buffer, counts: _Buffer, /) -> None: ...
def arrange(values: _Buffer, groups: _Buffer, begins: _Buffer, out: _Buffer, /) -> None: ...
