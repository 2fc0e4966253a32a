# link: -lcrypto
# package: libssl-dev
# loads libraries
"""OpenSSL interface for hashlib module"""

def new(name, string=b'', *, usedforsecurity=True):
    """Return a new hash object using the named algorithm.

An optional string argument may be provided and will be
automatically hashed.

The MD5 and SHA1 algorithms are always supported."""
@vector
def openssl_md5(string=b'', *, usedforsecurity=True):
    """Returns a md5 hash object; optionally initialized with a string"""
@vector
def openssl_sha1(string=b'', *, usedforsecurity=True):
    """Returns a sha1 hash object; optionally initialized with a string"""
@vector
def openssl_sha224(string=b'', *, usedforsecurity=True):
    """Returns a sha224 hash object; optionally initialized with a string"""
@vector
def openssl_sha256(string=b'', *, usedforsecurity=True):
    """Returns a sha256 hash object; optionally initialized with a string"""
@vector
def openssl_sha384(string=b'', *, usedforsecurity=True):
    """Returns a sha384 hash object; optionally initialized with a string"""
@vector
def openssl_sha512(string=b'', *, usedforsecurity=True):
    """Returns a sha512 hash object; optionally initialized with a string"""
@vector
def openssl_sha3_224(string=b'', *, usedforsecurity=True):
    """Returns a sha3-224 hash object; optionally initialized with a string"""
@vector
def openssl_sha3_256(string=b'', *, usedforsecurity=True):
    """Returns a sha3-256 hash object; optionally initialized with a string"""
@vector
def openssl_sha3_384(string=b'', *, usedforsecurity=True):
    """Returns a sha3-384 hash object; optionally initialized with a string"""
@vector
def openssl_sha3_512(string=b'', *, usedforsecurity=True):
    """Returns a sha3-512 hash object; optionally initialized with a string"""
@vector
def openssl_shake_128(string=b'', *, usedforsecurity=True):
    """Returns a shake-128 variable hash object; optionally initialized with a string"""
@vector
def openssl_shake_256(string=b'', *, usedforsecurity=True):
    """Returns a shake-256 variable hash object; optionally initialized with a string"""
def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None) -> bytes:
    """Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."""
def scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64) -> bytes:
    """scrypt password-based key derivation function."""
def hmac_new(key, msg=b'', digestmod=None):
    """Return a new hmac object."""
def hmac_digest(key, msg, digest) -> bytes:
    """Single-shot HMAC."""
def compare_digest(a, b, /) -> bool:
    """Return 'a == b'.

This function uses an approach designed to prevent
timing analysis, making it appropriate for cryptography."""
def get_fips_mode() -> int:
    """Determine the OpenSSL FIPS mode of operation."""

class HASH:
    """A hash is an object used to calculate a checksum of a string of information."""
    def update(self, obj, /):
        """Update this hash object's state with the provided string."""
    def digest(self, /) -> bytes:
        """Return the digest value as a bytes object."""
    def hexdigest(self, /) -> str:
        """Return the digest value as a string of hexadecimal digits."""
    def copy(self, /):
        """Return a copy of the hash object."""
    @property
    def name(self) -> str: ...
    @property
    def block_size(self) -> int: ...
    @property
    def digest_size(self) -> int: ...

class HASHXOF:
    """A hash is an object used to calculate a checksum of a string of information."""
    def digest(self, /, length) -> bytes:
        """Return the digest value as a bytes object."""
    def hexdigest(self, /, length) -> str:
        """Return the digest value as a string of hexadecimal digits."""

class HMAC:
    """The object used to calculate HMAC of a message."""
    def update(self, msg):
        """Update the HMAC object with msg."""
    def digest(self, /) -> bytes:
        """Return the digest of the bytes passed to the update() method so far."""
    def hexdigest(self, /) -> str:
        """Return hexadecimal digest of the bytes passed to the update() method so far."""
    def copy(self, /):
        """Return a copy ("clone") of the HMAC object."""
    @property
    def name(self) -> str: ...
    @property
    def block_size(self) -> int: ...
    @property
    def digest_size(self) -> int: ...
