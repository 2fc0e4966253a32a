import os

os.environ["NATRIX_TEST_NAME"] = "val"
import extern_functions

extern_functions.main()

fmaf = extern_functions.fmaf
for call in (lambda: fmaf(), lambda: fmaf(1.0), lambda: fmaf(1.0, 2.0, 3.0, 4.0), lambda: fmaf(1.0, 2.0, d=3.0), lambda: fmaf(1.0, 2.0, a=3.0),
             lambda: fmaf(b=2.0, a=1.0)):
    try:
        print(call())
    except TypeError as error:
        print(error)
