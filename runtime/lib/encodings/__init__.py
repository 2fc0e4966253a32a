"""Encodings that the runtime does not have itself: the modules of this package, which are part of programs that name them."""

import codecs
from encodings.aliases import aliases


def normalize_encoding(encoding):
    """Letters, digits and points stay; runs of other characters become one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    words = []
    word = ""
    for character in encoding:
        if character.isalnum() and character.isascii() or character == ".":
            word += character
        elif word:
            words.append(word)
            word = ""
    if word:
        words.append(word)
    return "_".join(words)


def search_function(encoding):
    name = normalize_encoding(encoding)
    name = aliases.get(name) or aliases.get(name.replace(".", "_")) or name
    if not name or "." in name:
        return None
    try:
        module = __import__("encodings." + name, fromlist=["getregentry"])
    except ImportError:
        return None
    return module.getregentry()


codecs.register(search_function)
