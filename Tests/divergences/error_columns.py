# description: The marks of a syntax error count characters; CPython 3.11 counts bytes in files that declare no encoding.
# cause: CPython 3.11 converts columns only when it knows the encoding; its marks stand too far right.
# workaround: None needed.
é = 1 1
