def encode(n):
    out = b""
    for i in range(n):
        out += bytes([i * 7 & 255])  # SLOW: out
    return len(out), out[77]


print(encode(200000))
