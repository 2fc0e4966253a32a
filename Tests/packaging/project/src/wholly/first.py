def double(v):
    return v + v
