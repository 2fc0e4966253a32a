"""`os.path`: importing `os` puts posixpath into its place; this file lets `import os.path` be found."""
from posixpath import *
