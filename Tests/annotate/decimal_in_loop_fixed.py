from decimal import Decimal


def balance(amounts):
    total = 0
    for amount in amounts:
        total += amount
    return Decimal(total).scaleb(-2)


print(balance([1999, 1, 525] * 2000000))
