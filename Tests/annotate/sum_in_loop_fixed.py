def shares(values):
    found = []
    whole = sum(values)
    for value in values:
        found.append(value / whole)
    return found


print(max(shares([float(i) for i in range(12000)])))
