"""Data classes of a compiled module."""
from __future__ import annotations
import dataclasses
from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass, InitVar, KW_ONLY
from typing import ClassVar, Optional


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self) -> int:
        return self.x * self.x + self.y * self.y


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    tags: tuple = ()
    count: ClassVar[int] = 5


@dataclass(slots=True)
class Slotted:
    a: int
    b: list = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FrozenSlotted:
    a: int
    b: str = "b"


@dataclass
class Base:
    name: str
    parts: list = field(default_factory=list, repr=False)


@dataclass
class Derived(Base):
    extra: Optional[Base] = None
    hidden: int = field(default=3, init=False, compare=False)

    def __post_init__(self):
        self.hidden = len(self.name)


@dataclass
class WithInit:
    value: int
    scale: InitVar[int] = 2
    _: KW_ONLY
    flag: bool = False

    def __post_init__(self, scale):
        self.value *= scale


@dataclass(eq=False)
class ByIdentity:
    a: int


def make(n):
    return [Point(i, i + 1) for i in range(n)]


def dump(o):
    return asdict(o), astuple(o), [f.name for f in fields(o)], is_dataclass(o)


def change(o, **k):
    return replace(o, **k)


def freeze(v):
    try:
        v.major = 3
    except dataclasses.FrozenInstanceError as e:
        return str(e)


def total(points):
    return sum(p.norm() for p in points)
