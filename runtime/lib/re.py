"""Regular expressions. Matching itself is native: the module _re."""
import enum
from _re import (Match, Pattern, compile, error, escape, findall, finditer, fullmatch, match, purge, search, split, sub,
                 subn)

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template",
           "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
           "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "T", "TEMPLATE"]
__version__ = "2.2.1"

PatternError = error
_compile = compile


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


def template(pattern, flags=0):
    "Compile a template pattern, returning a Pattern object, deprecated"
    import warnings
    warnings.warn("The re.template() function is deprecated "
                  "as it is an undocumented feature "
                  "without an obvious purpose. "
                  "Use re.compile() instead.",
                  DeprecationWarning)
    return compile(pattern, flags | TEMPLATE)


class Scanner:
    """Splits text into tokens: the lexicon has pairs of a pattern and what becomes of its matches."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        self._actions = {}
        alternatives = []
        group = 1
        for phrase, action in lexicon:
            self._actions[group] = action
            alternatives.append(f"({phrase})")
            group += 1 + compile(phrase, flags).groups
        self.scanner = compile("|".join(alternatives), flags)

    def scan(self, string):
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while True:
            found = match()
            if not found or found.end() == end:
                break
            action = self._actions[found.lastindex]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            end = found.end()
        return result, string[end:]
