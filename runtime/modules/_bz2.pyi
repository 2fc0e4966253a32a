# link: -lbz2
# package: libbz2-dev

class BZ2Compressor:
    """Create a compressor object for compressing data incrementally.

  compresslevel
    Compression level, as a number between 1 and 9.

For one-shot compression, use the compress() function instead."""
    def compress(self, data, /) -> bytes:
        """Provide data to the compressor object; returns a chunk of compressed data if possible, or b'' otherwise."""
    def flush(self, /) -> bytes:
        """Finish the compression process; returns the compressed data left in internal buffers."""

class BZ2Decompressor:
    """Create a decompressor object for decompressing data incrementally.

For one-shot decompression, use the decompress() function instead."""
    def decompress(self, data, max_length=-1) -> bytes:
        """Decompress *data*, returning at most *max_length* bytes when that is not negative."""
    @member
    def eof(self):
        """True if the end-of-stream marker has been reached."""
    @member
    def needs_input(self):
        """True if more input is needed before more decompressed data can be produced."""
    @member
    def unused_data(self):
        """Data found after the end of the compressed stream."""
