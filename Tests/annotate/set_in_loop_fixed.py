def common(a, b):
    known = set(b)
    return [x for x in a if x in known]


print(len(common(list(range(6000)), list(range(0, 12000, 2)))))
