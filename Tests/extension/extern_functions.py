import natrix
from array import array


@natrix.extern("libm")
def cbrt(x: float) -> float: ...


@natrix.extern("libm")
def ldexp(x: float, exponent: natrix.c_int) -> float:
    "x * 2**exponent"


@natrix.extern("libm")
def fmaf(a: natrix.float32, b: natrix.float32, c: natrix.float32 = 1.0) -> natrix.float32: ...


@natrix.extern("libc")
def strlen(text: str) -> natrix.size_t: ...


@natrix.extern("libc", name="strtol")
def parse(text: bytes, end: natrix.pointer, base: natrix.c_int = 10) -> natrix.c_long: ...


@natrix.extern("libc")
def getenv(name: str) -> str: ...


@natrix.extern("libc")
def memset(where: natrix.pointer, byte: natrix.c_int, count: natrix.size_t) -> natrix.pointer: ...


@natrix.extern("libc")
def isalpha(c: natrix.c_int) -> natrix.c_int: ...


@natrix.extern("libc")
def llabs(n: int) -> int: ...


def total(n: int) -> float:
    s = 0.0
    for i in range(n):
        s += cbrt(i)
    return s


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return type(e).__name__, str(e)


def main():
    print(cbrt(27.0), cbrt(x=8), ldexp(1.5, 4), ldexp.__doc__, cbrt.__name__)
    print(fmaf(0.1, 2), fmaf(1, 2, 3))
    print(strlen("häh"), parse(b"42x", None), parse(b"ff", None, 16), parse(b"ff", base=16, end=0))
    print(getenv("NO_SUCH_NAME"), getenv("NATRIX_TEST_NAME"))
    buffer = bytearray(4)
    print(memset(buffer, 65, 3) != 0, buffer)
    numbers = array("i", [1, 2, 3])
    memset(numbers, 0, 8)
    print(numbers, isalpha(65) != 0, isalpha(48), llabs(-2**40))
    print(attempt(cbrt, "x"), attempt(ldexp, 1.0, 2**40), attempt(strlen, 3), attempt(strlen, "a\0b"), attempt(llabs, 1.5))
    print(attempt(memset, "text", 1, 1)[0], attempt(parse, "text", None), attempt(llabs, 2**70))
    for bad in (lambda: natrix.extern("libnone")(cbrt_like), lambda: natrix.extern("libm")(no_such_function), lambda: natrix.extern("libm")(unannotated),
                lambda: natrix.extern("libm")(strange)):
        print(attempt(bad))
    print(round(total(1000), 6), cbrt.__annotations__)


def cbrt_like(x: float) -> float: ...
def no_such_function(x: float) -> float: ...
def unannotated(x) -> float: ...
def strange(x: list) -> float: ...


if __name__ == "__main__":
    main()
