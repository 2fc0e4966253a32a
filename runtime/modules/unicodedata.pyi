# unicodedata: the Unicode character database.

def bidirectional(chr, /) -> str:
    """Returns the bidirectional class assigned to the character chr as string.

If no such value is defined, an empty string is returned."""
def category(chr, /) -> str:
    """Returns the general category assigned to the character chr as string."""
def combining(chr, /) -> int:
    """Returns the canonical combining class assigned to the character chr as integer.

Returns 0 if no combining class is defined."""
def decimal(chr, default=..., /):
    """Converts a Unicode character into its equivalent decimal value.

Returns the decimal value assigned to the character chr as integer.
If no such value is defined, default is returned, or, if not given,
ValueError is raised."""
def decomposition(chr, /) -> str:
    """Returns the character decomposition mapping assigned to the character chr as string.

An empty string is returned in case no such mapping is defined."""
def digit(chr, default=..., /):
    """Converts a Unicode character into its equivalent digit value.

Returns the digit value assigned to the character chr as integer.
If no such value is defined, default is returned, or, if not given,
ValueError is raised."""
def east_asian_width(chr, /) -> str:
    """Returns the east asian width assigned to the character chr as string."""
def is_normalized(form, unistr, /) -> bool:
    """Return whether the Unicode string unistr is in the normal form 'form'.

Valid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'."""
def lookup(name, /) -> str:
    """Look up character by name.

If a character with the given name is found, return the
corresponding character.  If not found, KeyError is raised."""
def mirrored(chr, /) -> int:
    """Returns the mirrored property assigned to the character chr as integer.

Returns 1 if the character has been identified as a "mirrored"
character in bidirectional text, 0 otherwise."""
def name(chr, default=..., /):
    """Returns the name assigned to the character chr as a string.

If no name is defined, default is returned, or, if not given,
ValueError is raised."""
def normalize(form, unistr, /) -> str:
    """Return the normal form 'form' for the Unicode string unistr.

Valid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'."""
def numeric(chr, default=..., /):
    """Converts a Unicode character into its equivalent numeric value.

Returns the numeric value assigned to the character chr as float.
If no such value is defined, default is returned, or, if not given,
ValueError is raised."""

class UCD:
    """The database of another version of Unicode."""
    def bidirectional(self, chr, /) -> str: ...
    def category(self, chr, /) -> str: ...
    def combining(self, chr, /) -> int: ...
    def decimal(self, chr, default=..., /): ...
    def decomposition(self, chr, /) -> str: ...
    def digit(self, chr, default=..., /): ...
    def east_asian_width(self, chr, /) -> str: ...
    def is_normalized(self, form, unistr, /) -> bool: ...
    def lookup(self, name, /) -> str: ...
    def mirrored(self, chr, /) -> int: ...
    def name(self, chr, default=..., /): ...
    def normalize(self, form, unistr, /) -> str: ...
    def numeric(self, chr, default=..., /): ...
    @property
    def unidata_version(self) -> str: ...
