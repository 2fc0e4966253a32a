#!/usr/bin/env python3.11
"""Writes Sources/NatrixSyntax/IdentifierTables.swift: what NFKC does to characters of identifiers.

Run with CPython 3.11, whose Unicode version is the reference:

    /usr/bin/python3.11 tools/make_identifier_tables.py > Sources/NatrixSyntax/IdentifierTables.swift
"""

import sys
import unicodedata

HANGUL = range(0xAC00, 0xD7A4)


def in_identifier(c: str) -> bool:
    return ("a" + c).isidentifier()


def entries(pairs: dict[int, list[int]]) -> list[str]:
    return [f"{key:X}=" + "+".join(f"{v:X}" for v in values) for key, values in sorted(pairs.items())]


def literal(name: str, comment: str, words: list[str]) -> None:
    print(f"  /// {comment}")
    print(f"  static let {name}: StaticString = \"\"\"")
    line = "   "
    for word in words:
        if len(line) + len(word) + 2 > 98:
            print(line + " \\")
            line = "   "
        line += " " + word
    print(line)
    print('    """')


def main() -> None:
    characters = [chr(i) for i in range(0x110000) if not 0xD800 <= i < 0xE000]
    decompositions: dict[int, list[int]] = {}
    for c in characters:
        full = unicodedata.normalize("NFKD", c)
        if full != c and ord(c) not in HANGUL and in_identifier(c):
            decompositions[ord(c)] = [ord(d) for d in full]
    classes: dict[int, list[int]] = {}
    for c in characters:
        if unicodedata.combining(c) and in_identifier(c):
            classes.setdefault(unicodedata.combining(c), []).append(ord(c))
    compositions: dict[int, list[int]] = {}
    for c in characters:
        parts = unicodedata.decomposition(c).split()
        is_pair = len(parts) == 2 and not parts[0].startswith("<")
        if is_pair and unicodedata.normalize("NFC", c) == c and ord(c) not in HANGUL:
            compositions[ord(c)] = [int(p, 16) for p in parts]
    print("/// What NFKC does to the characters of identifiers (Unicode "
          f"{unicodedata.unidata_version}).")
    print("/// Made by tools/make_identifier_tables.py; do not edit.")
    print("enum IdentifierTables {")
    literal("decompositions", "character=its full compatibility decomposition",
            entries(decompositions))
    print()
    literal("combiningClasses", "canonical combining class=its characters", entries(classes))
    print()
    literal("compositions", "composed character=its two parts", entries(compositions))
    print("}")


if __name__ == "__main__":
    sys.exit(main())
