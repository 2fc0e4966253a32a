from decimal import Decimal


def balance(amounts):
    total = Decimal("0.00")
    for amount in amounts:
        total += amount  # SLOW: Decimal
    return total


print(balance([Decimal("19.99"), Decimal("0.01"), Decimal("5.25")] * 2000000))
