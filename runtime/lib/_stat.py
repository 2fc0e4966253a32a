"""What `stat` has from C elsewhere and does otherwise itself: a mode whose kind of file is unknown begins with `?`."""

__all__ = ["filemode"]

_KINDS = {0o140000: "s", 0o120000: "l", 0o100000: "-", 0o060000: "b", 0o040000: "d", 0o020000: "c", 0o010000: "p"}


def filemode(mode, /):
    """Convert a file's mode to a string of the form '-rwxrwxrwx'"""
    text = _KINDS.get(mode & 0o170000, "?")
    for shift, special, letter in ((6, 0o4000, "s"), (3, 0o2000, "s"), (0, 0o1000, "t")):
        bits = mode >> shift
        text += ("r" if bits & 4 else "-") + ("w" if bits & 2 else "-")
        if mode & special:
            text += letter if bits & 1 else letter.upper()
        else:
            text += "x" if bits & 1 else "-"
    return text
