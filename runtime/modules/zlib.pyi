# link: -lz
# package: zlib1g-dev
"""The functions in this module allow compression and decompression using the
zlib library, which is based on GNU zip."""

def adler32(data, value=1, /) -> int:
    """Compute an Adler-32 checksum of data.

  value
    Starting value of the checksum.

The returned checksum is an integer."""
def crc32(data, value=0, /) -> int:
    """Compute a CRC-32 checksum of data.

  value
    Starting value of the checksum.

The returned checksum is an integer."""
def compress(data, /, level=-1, wbits=15) -> bytes:
    """Returns a bytes object containing compressed data.

  data
    Binary data to be compressed.
  level
    Compression level, in 0-9 or -1.
  wbits
    The window buffer size and container format."""
def decompress(data, /, wbits=15, bufsize=16384) -> bytes:
    """Returns a bytes object containing the uncompressed data.

  data
    Compressed data.
  wbits
    The window buffer size and container format.
  bufsize
    The initial output buffer size."""
def compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None):
    """Return a compressor object."""
def decompressobj(wbits=15, zdict=...):
    """Return a decompressor object."""

class Compress:
    """A stream that compresses."""
    def compress(self, data, /) -> bytes: ...
    def flush(self, mode=4, /) -> bytes: ...
    def copy(self, /): ...
    @native("nx_zlib_Compress_copy")
    def __copy__(self, /): ...
    @native("nx_zlib_Compress_deepcopy")
    def __deepcopy__(self, memo, /): ...

class Decompress:
    """A stream that decompresses."""
    def decompress(self, data, /, max_length=0) -> bytes: ...
    def flush(self, length=16384, /) -> bytes: ...
    def copy(self, /): ...
    @native("nx_zlib_Decompress_copy")
    def __copy__(self, /): ...
    @native("nx_zlib_Decompress_deepcopy")
    def __deepcopy__(self, memo, /): ...
    @member
    def unused_data(self): ...
    @member
    def unconsumed_tail(self): ...
    @member
    def eof(self): ...
