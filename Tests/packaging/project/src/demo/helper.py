def scale(i):
    return i * 2
