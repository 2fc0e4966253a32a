# A loop at the module's top level: its variables are globals, which other functions may change.
def report():
    global total
    total = total

total = 0
count = 100000000
for i in range(count):
    total += i & 7  # SLOW: 'total' is a global
report()
print(total)
