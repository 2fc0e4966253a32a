"""json speedups"""

def scanstring(string, end, strict=True, /) -> tuple:
    """scanstring(string, end, strict=True) -> (string, end)

Scan the string s for a JSON string. End is the index of the
character in s after the quote that started the JSON string.
Unescapes all valid JSON string escape sequences and raises ValueError
on attempt to decode an invalid string. If strict is False then literal
control characters are allowed in the string.

Returns a tuple of the decoded string and the index of the character in s
after the end quote."""
def encode_basestring_ascii(string, /) -> str:
    """encode_basestring_ascii(string) -> string

Return an ASCII-only JSON representation of a Python string"""
def encode_basestring(string, /) -> str:
    """encode_basestring(string) -> string

Return a JSON representation of a Python string"""
