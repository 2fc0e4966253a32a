"""Classes that Python derives beside others, and changes from outside."""
from abc import ABC, abstractmethod


class Plain:
    kind = "plain"
    made = 0
    seen = []

    def __init__(self, a=1):
        self.a = a
        Plain.made += 1

    def total(self, k=1):
        return self.a * k

    @property
    def half(self):
        return self.a / 2

    @classmethod
    def make(cls, a):
        return cls(a)

    class Inner:
        class Deep:
            pass


class Child(Plain):
    def total(self, k=1):
        return super().total(k) + 1000


class Part(ABC):
    @abstractmethod
    def part(self):
        ...

    def parts(self):
        return [self.part()] * 2


class Slotted:
    __slots__ = ("x",)
    count = 3

    def __init__(self, x):
        self.x = x


def ask(obj):
    return obj.total(2), obj.kind, obj.half, isinstance(obj, Plain)


def kinds():
    return Plain.kind, Child.kind, Plain().kind, Plain.made


def set_kind(text):
    Plain.kind = text


def drop_kind():
    del Plain.kind


def give(cls, name, value):
    setattr(cls, name, value)


def get(obj, name):
    return getattr(obj, name, "nothing")
