"""CSV parsing and writing."""

@vector
def reader(*args, **kwargs):
    """csv_reader = reader(iterable [, dialect='excel'] [optional keyword args])

The "iterable" argument can be any object that returns a line of input for each iteration, such as a file object or a
list.  The optional keyword arguments override the settings of the dialect.  The returned object is an iterator of rows."""
@vector
def writer(*args, **kwargs):
    """csv_writer = csv.writer(fileobj [, dialect='excel'] [optional keyword args])

The "fileobj" argument can be any object that supports the file API."""
def list_dialects() -> list:
    """Return a list of all known dialect names."""
@vector
def register_dialect(*args, **kwargs):
    """Create a mapping from a string name to a dialect class."""
def unregister_dialect(name):
    """Delete the name/dialect mapping associated with a string name."""
def get_dialect(name):
    """Return the dialect instance associated with name."""
@vector
def field_size_limit(*args):
    """Sets an upper limit on parsed fields.

Returns old limit. If limit is not given, no new limit is set and
the old limit is returned"""

class Dialect:
    """CSV dialect

The Dialect type records CSV parsing and generation options."""
    @member
    def skipinitialspace(self): ...
    @member
    def doublequote(self): ...
    @member
    def strict(self): ...
    @property
    def delimiter(self): ...
    @property
    def quotechar(self): ...
    @property
    def escapechar(self): ...
    @property
    def lineterminator(self): ...
    @property
    def quoting(self): ...
    def __reduce_ex__(self, protocol, /): ...

class Reader:
    """CSV reader"""
    @member
    def dialect(self): ...
    @member
    def line_num(self): ...

class Writer:
    """CSV writer"""
    def writerow(self, row, /):
        """writerow(iterable)

Construct and write a CSV record from an iterable of fields.  Non-string
elements will be converted to string."""
    def writerows(self, rows, /):
        """writerows(iterable of iterables)

Construct and write a series of iterables to a csv file.  Non-string
elements will be converted to string."""
    @member
    def dialect(self): ...
