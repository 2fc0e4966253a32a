"""Errors of indices, keys and divisors that are handled in the loop where they happen."""
import traceback
from array import array


def indices(xs, t, s, n):
    found, wrong = [], 0
    for i in range(-n, n):
        try:
            found.append(xs[i])
        except IndexError as e:
            wrong += 1
            message = e.args
        try:
            found.append(t[i])
        except LookupError as e:
            wrong += 10
            other = str(e)
        try:
            found.append(s[i])
        except (KeyError, IndexError) as e:
            wrong += 100
            third = repr(e)
    return found, wrong, message, other, third


def divisors(n):
    results, wrong = [], []
    for i in range(-n, n + 1):
        try:
            results.append(100 // i)
        except ZeroDivisionError as e:
            wrong.append(e.args)
        try:
            results.append(100 % i)
        except ZeroDivisionError as e:
            wrong.append(e.args)
        try:
            results.append(100 / i)
        except ZeroDivisionError as e:
            wrong.append(e.args)
        try:
            results.append(1.5 / (i * 0.5))
        except ZeroDivisionError as e:
            wrong.append(e.args)
        try:
            results.append(1.5 // (i * 0.5))
        except ZeroDivisionError as e:
            wrong.append(e.args)
        try:
            results.append(1.5 % (i * 0.5))
        except ZeroDivisionError as e:
            wrong.append(e.args)
    return results, wrong


def before_and_behind(xs, n):
    """What was assigned before the error is there in the handler."""
    total = step = 0
    for i in range(n):
        step = 1
        try:
            step = 2
            total += xs[i] // (i - 3)
            step = 3
        except IndexError:
            total += step * 1000
        except ZeroDivisionError:
            total += step * 100
        else:
            total += step
        finally:
            total += 7
    return total


def lines(xs, n):
    texts = []
    for i in range(n):
        try:
            a = xs[0]; b = xs[i] \
                + xs[i + 1]
        except IndexError:
            texts.append("\n".join(traceback.format_exc().splitlines()[2:]))  # without the file's path
    return texts


def large(xs):
    """Neither small ints nor in range."""
    wrong = []
    for i in (1, 2**70, -2**70, 5, -5):
        try:
            wrong.append(xs[i])
        except IndexError as e:
            wrong.append(str(e))
        try:
            wrong.append(2**70 // (i - 5))
        except ZeroDivisionError as e:
            wrong.append(str(e))
    return wrong


print(indices([1, 2, 3], (4, 5), "abcd", 6))
print(divisors(2))
print(before_and_behind([5, 6, 7, 8, 9], 8))
for text in lines([1, 2, 3], 4):
    print(text)
print(large([1, 2, 3]))


def stores(xs, n):
    """Stores behind a bad index happen, those at one do not."""
    wrong = []
    for i in range(-n, n):
        try:
            xs[i] = i * 2
        except IndexError as e:
            wrong.append(e.args[0])
    return xs, wrong


def of_bytes(data, n):
    total, wrong = 0, []
    for i in range(-n, n):
        try:
            total += data[i]
        except IndexError as e:
            wrong.append(str(e))
    return total, wrong


def of_bytearray(data, n):
    total, wrong = 0, []
    for i in range(-n, n):
        try:
            total += data[i]
        except IndexError as e:
            wrong.append(str(e))
        try:
            data[i] = i * 100
        except (IndexError, ValueError) as e:
            wrong.append((type(e).__name__, str(e)))
    return total, data, wrong


def of_array(data, n):
    total, wrong = 0, []
    for i in range(-n, n):
        try:
            total += data[i]
        except IndexError as e:
            wrong.append(str(e))
        try:
            data[i] = i * 100
        except (IndexError, OverflowError) as e:
            wrong.append((type(e).__name__, str(e)))
    return total, data, wrong


def of_floats(data, n):
    wrong = []
    for i in range(-n, n):
        try:
            data[i] = data[i + 1] * 0.5
        except IndexError as e:
            wrong.append(str(e))
    return data, wrong


print(stores([1, 2, 3], 5))
print(of_bytes(b"abc", 5))
print(of_bytearray(bytearray(b"abc"), 5))
print(of_array(array("b", [1, 2, 3]), 5))
print(of_array(array("q", [1, 2, 3]), 5))
print(of_floats(array("d", [1.0, 2.0, 3.0]), 5))
