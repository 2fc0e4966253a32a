from fractions import Fraction


def duration(notes):
    total = Fraction(0)
    for note in notes:
        total += Fraction(note, 12)  # SLOW: Fraction
    return total


print(duration([1, 3, 4, 6] * 50000))
