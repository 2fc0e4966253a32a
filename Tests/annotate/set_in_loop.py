def common(a, b):
    return [x for x in a if x in set(b)]  # SLOW: set


print(len(common(list(range(6000)), list(range(0, 12000, 2)))))
