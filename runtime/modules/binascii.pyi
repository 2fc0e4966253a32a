"""Conversion between binary data and ASCII"""

def a2b_uu(data, /) -> bytes:
    """Decode a line of uuencoded data."""
def b2a_uu(data, /, *, backtick=False) -> bytes:
    """Uuencode line of data."""
def a2b_base64(data, /, *, strict_mode=False) -> bytes:
    """Decode a line of base64 data.

  strict_mode
    When set to True, bytes that are not in the base64 standard are not allowed.
    The same applies to excess data after padding (= / ==)."""
def b2a_base64(data, /, *, newline=True) -> bytes:
    """Base64-code line of data."""
@native("nx_binascii_hexlify")
def b2a_hex(data, sep=..., bytes_per_sep=1) -> bytes:
    """Hexadecimal representation of binary data.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

The return value is a bytes object.  This function is also
available as "hexlify()"."""
@native("nx_binascii_hexlify")
def hexlify(data, sep=..., bytes_per_sep=1) -> bytes:
    """Hexadecimal representation of binary data.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

The return value is a bytes object.  This function is also
available as "b2a_hex()"."""
@native("nx_binascii_unhexlify")
def a2b_hex(hexstr, /) -> bytes:
    """Binary data of hexadecimal representation.

hexstr must contain an even number of hex digits (upper or lower case).
This function is also available as "unhexlify()"."""
@native("nx_binascii_unhexlify")
def unhexlify(hexstr, /) -> bytes:
    """Binary data of hexadecimal representation.

hexstr must contain an even number of hex digits (upper or lower case)."""
def crc_hqx(data, crc, /) -> int:
    """Compute CRC-CCITT incrementally."""
def crc32(data, crc=0, /) -> int:
    """Compute CRC-32 incrementally."""
def a2b_qp(data, header=False) -> bytes:
    """Decode a string of qp-encoded data."""
def b2a_qp(data, quotetabs=False, istext=True, header=False) -> bytes:
    """Encode a string using quoted-printable encoding.

On encoding, when istext is set, newlines are not encoded, and white
space at end of lines is.  When istext is not set, \\r and \\n (CR/LF)
are both encoded.  When quotetabs is set, space and tabs are encoded."""
