# link: -llzma
# package: liblzma-dev

def is_check_supported(check_id, /) -> bool:
    """Test whether the given integrity check is supported.

Always returns True for CHECK_NONE and CHECK_CRC32."""
def _encode_filter_properties(filter, /) -> bytes:
    """Return a bytes object encoding the options (properties) of the filter specified by *filter* (a dict)."""
def _decode_filter_properties(filter_id, encoded_props, /) -> dict:
    """Return a dict with the options that the bytes object *encoded_props* holds for a filter."""

class LZMACompressor:
    """LZMACompressor(format=FORMAT_XZ, check=-1, preset=None, filters=None)

Create a compressor object for compressing data incrementally."""
    def compress(self, data, /) -> bytes:
        """Provide data to the compressor object; returns a chunk of compressed data if possible, or b'' otherwise."""
    def flush(self, /) -> bytes:
        """Finish the compression process; returns the compressed data left in internal buffers."""

class LZMADecompressor:
    """LZMADecompressor(format=FORMAT_AUTO, memlimit=None, filters=None)

Create a decompressor object for decompressing data incrementally."""
    def decompress(self, data, max_length=-1) -> bytes:
        """Decompress *data*, returning at most *max_length* bytes when that is not negative."""
    @member
    def check(self):
        """ID of the integrity check used by the input stream."""
    @member
    def eof(self):
        """True if the end-of-stream marker has been reached."""
    @member
    def needs_input(self):
        """True if more input is needed before more decompressed data can be produced."""
    @member
    def unused_data(self):
        """Data found after the end of the compressed stream."""
