"""What a shop sold: reads orders, groups them, finds repeated customers, prints a report."""

import random

PRODUCTS = ["lamp", "chair", "table", "shelf", "mirror", "clock", "carpet", "vase"]
CITIES = ["Oslo", "Turin", "Porto", "Graz", "Lyon"]


class Order:
    def __init__(self, number, customer, city, product, price, count):
        self.number = number
        self.customer = customer
        self.city = city
        self.product = product
        self.price = price
        self.count = count

    def value(self):
        return self.price * self.count


class Report:
    def __init__(self):
        self.lines = []
        self.width = 40

    def add(self, label, value):
        dots = "." * (self.width - len(label) - len(str(value)))
        self.lines.append(label + " " + dots + " " + str(value))

    def show(self):
        for line in self.lines:
            print(line)


def read_line(line):
    number, customer, city, product, price, count = line.split(";")
    return Order(int(number), customer, city, product, float(price), int(count))


def make_lines(count):
    chance = random.Random(7)
    lines = []
    for number in range(count):
        customer = "c%d" % chance.randrange(count // 3)
        city = CITIES[chance.randrange(len(CITIES))]
        product = PRODUCTS[chance.randrange(len(PRODUCTS))]
        price = round(chance.random() * 100, 2)
        lines.append("%d;%s;%s;%s;%.2f;%d" % (number, customer, city, product, price, chance.randrange(1, 5)))
    return lines


def totals(orders):
    result = {}
    for order in orders:
        key = order.city
        result[key] = result.get(key, 0) + order.value()
    return result


def best_products(orders):
    counts = {}
    for order in orders:
        counts[order.product] = counts.get(order.product, 0) + order.count
    return sorted(counts, key=lambda product: (-counts[product], product))[:3]


def repeated_customers(orders):
    seen = []
    repeated = []
    for order in orders:
        if order.customer in seen:
            if order.customer not in repeated:
                repeated.append(order.customer)
        else:
            seen.append(order.customer)
    return repeated


def checksum(orders):
    result = 7
    for order in orders:
        for letter in order.customer:
            result = (result * 31 + ord(letter)) % 1000003
    return result


def main():
    orders = [read_line(line) for line in make_lines(9000)]
    report = Report()
    report.add("orders", len(orders))
    for city, value in sorted(totals(orders).items()):
        report.add(city, round(value, 2))
    for product in best_products(orders):
        report.add("bestseller", product)
    report.add("customers who came back", len(repeated_customers(orders)))
    report.add("checksum", checksum(orders))
    report.show()


main()
