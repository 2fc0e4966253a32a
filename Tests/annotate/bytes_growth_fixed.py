def encode(n):
    out = bytearray()
    for i in range(n):
        out.append(i * 7 & 255)
    return len(out), out[77]


print(encode(200000))
