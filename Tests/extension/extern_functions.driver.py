import os

os.environ["NATRIX_TEST_NAME"] = "val"
import extern_functions

extern_functions.main()
