# link: -lpcre2-8 -lpcre2-16 -lpcre2-32
# package: libpcre2-dev
"""The native part of re."""

def compile(pattern, flags=0):
    """Compile a regular expression pattern, returning a Pattern object."""
def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning
a Match object, or None if no match was found."""
def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning
a Match object, or None if no match was found."""
def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning
a Match object, or None if no match was found."""
def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string."""
def finditer(pattern, string, flags=0):
    """Return an iterator over all non-overlapping matches in the
string.  For each match, the iterator returns a Match object."""
def split(pattern, string, maxsplit=0, flags=0):
    """Split the source string by the occurrences of the pattern,
returning a list containing the resulting substrings."""
def sub(pattern, repl, string, count=0, flags=0):
    """Return the string obtained by replacing the leftmost
non-overlapping occurrences of the pattern in string by the
replacement repl."""
def subn(pattern, repl, string, count=0, flags=0):
    """Return a 2-tuple containing (new_string, number).
new_string is the string obtained by replacing the leftmost
non-overlapping occurrences of the pattern in the source
string by the replacement repl.  number is the number of
substitutions that were made."""
def escape(pattern):
    """Escape special characters in a string."""
def purge() -> None:
    """Clear the regular expression caches"""

class Pattern:
    """Compiled regular expression object."""
    def match(self, /, string, pos=0, endpos=...): ...
    def fullmatch(self, /, string, pos=0, endpos=...): ...
    def search(self, /, string, pos=0, endpos=...): ...
    def findall(self, /, string, pos=0, endpos=...): ...
    def finditer(self, /, string, pos=0, endpos=...): ...
    def scanner(self, /, string, pos=0, endpos=...): ...
    def split(self, /, string, maxsplit=0): ...
    def sub(self, /, repl, string, count=0): ...
    def subn(self, /, repl, string, count=0): ...
    def __copy__(self, /): ...
    def __deepcopy__(self, memo, /): ...
    def __reduce__(self, /): ...
    @native("nx_class_getitem")
    @classmethod
    def __class_getitem__(cls, item, /): ...
    @property
    def pattern(self):
        """The pattern string from which the RE object was compiled."""
    @property
    def flags(self) -> int:
        """The regex matching flags."""
    @property
    def groups(self) -> int:
        """The number of capturing groups in the pattern."""
    @property
    def groupindex(self):
        """A dictionary mapping group names to group numbers."""

class Match:
    """The result of re.match() and re.search().
Match objects always have a boolean value of True."""
    @vector
    def group(self, *args): ...
    def groups(self, /, default=None) -> tuple: ...
    def groupdict(self, /, default=None) -> dict: ...
    def start(self, group=0, /) -> int: ...
    def end(self, group=0, /) -> int: ...
    def span(self, group=0, /) -> tuple: ...
    def expand(self, /, template): ...
    def __copy__(self, /): ...
    def __deepcopy__(self, memo, /): ...
    @native("nx_class_getitem")
    @classmethod
    def __class_getitem__(cls, item, /): ...
    @property
    def lastindex(self):
        """The integer index of the last matched capturing group."""
    @property
    def lastgroup(self):
        """The name of the last matched capturing group."""
    @property
    def string(self):
        """The string passed to match() or search()."""
    @property
    def re(self):
        """The regular expression object."""
    @property
    def pos(self) -> int:
        """The index into the string at which the RE engine started looking for a match."""
    @property
    def endpos(self) -> int:
        """The index into the string beyond which the RE engine will not go."""
    @property
    def regs(self) -> tuple: ...

class SRE_Scanner:
    def match(self, /): ...
    def search(self, /): ...
    @property
    def pattern(self): ...

