# The option z: what is rounded to zero has no sign.
from decimal import *
for t in "eEfFgG%":
    for x in "-0.0001", "-0", "-1e-20", "-0.00", "-0E+5":
        for p in "", ".0", ".2":
            print(t, x, p, format(Decimal(x), "z"+p+t))
for x in "-0.0001", "-0", "-1e-20", "-0.00", "-0E+5":
    for p in "", ".0", ".2": print(x,p,format(Decimal(x), "z"+p))
