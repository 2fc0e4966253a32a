def two():
    return 2


def late():
    from .inner import deep
    from package.inner.deep import where
    return deep.where() == where(), where()
