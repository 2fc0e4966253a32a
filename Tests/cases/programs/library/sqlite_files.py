# sqlite3: a small application over a file: schema, transactions, two connections, threads, forgotten cursors.
import os
import sqlite3
import threading
from contextlib import closing

PATH = "shop.db"
SCHEMA = """
CREATE TABLE product (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, price REAL CHECK (price >= 0));
CREATE TABLE sale (id INTEGER PRIMARY KEY, product INTEGER NOT NULL REFERENCES product(id) ON DELETE CASCADE,
                   amount INTEGER DEFAULT 1, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE INDEX sale_product ON sale(product);
CREATE VIEW totals AS SELECT p.name, sum(s.amount) AS pieces, round(sum(s.amount * p.price), 2) AS money
    FROM product p JOIN sale s ON s.product = p.id GROUP BY p.id;
CREATE TRIGGER no_free AFTER INSERT ON product WHEN NEW.price = 0 BEGIN SELECT RAISE(ABORT, 'nothing is free'); END;
"""


class Shop:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA foreign_keys = ON")

    def add(self, name, price):
        with self.db:
            return self.db.execute("INSERT INTO product (name, price) VALUES (?, ?)", (name, price)).lastrowid

    def sell(self, pairs):
        with self.db:
            self.db.executemany("INSERT INTO sale (product, amount) SELECT id, :n FROM product WHERE name = :name",
                                [{"name": name, "n": n} for name, n in pairs])

    def report(self):
        return [dict(row) for row in self.db.execute("SELECT * FROM totals ORDER BY money DESC, name")]


with closing(sqlite3.connect(PATH)) as db:
    db.executescript(SCHEMA)
    print(db.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name").fetchall())
shop = Shop(PATH)
print([shop.add(n, p) for n, p in (("tea", 2.5), ("milk", 1.2), ("rice", 3))])
for wrong in (("tea", 1), ("salt", -1), ("air", 0), (None, 1)):
    try:
        shop.add(*wrong)
    except sqlite3.Error as error:
        print(type(error).__name__, error, error.sqlite_errorname)
shop.sell([("tea", 4), ("milk", 2), ("none", 5), ("tea", 1)])
print(shop.report(), shop.db.total_changes, shop.db.in_transaction)
try:
    shop.db.execute("INSERT INTO sale (product) VALUES (99)")
except sqlite3.IntegrityError as error:
    print(error)
shop.db.rollback()
with shop.db:
    shop.db.execute("DELETE FROM product WHERE name = 'milk'")
print(shop.report(), shop.db.execute("SELECT count(*) AS c FROM sale").fetchone()["c"])

# What another connection sees, and when.
other = sqlite3.connect(PATH, timeout=0.1, isolation_level=None)
shop.db.execute("UPDATE product SET price = 9 WHERE name = 'tea'")
print(other.execute("SELECT price FROM product WHERE name = 'tea'").fetchone())
try:
    other.execute("UPDATE product SET price = 1")
except sqlite3.OperationalError as error:
    print(error)
shop.db.commit()
print(other.execute("SELECT price FROM product WHERE name = 'tea'").fetchone())
other.execute("BEGIN")
other.execute("SAVEPOINT here")
other.execute("DELETE FROM product")
other.execute("ROLLBACK TO here")
other.execute("COMMIT")
print(other.execute("SELECT count(*) FROM product").fetchone(), other.in_transaction)


# A cursor that nobody has any more keeps nothing from being dropped.
def look(connection):
    connection.execute("CREATE TABLE t(x)")
    connection.executemany("INSERT INTO t VALUES (?)", [(i,) for i in range(50)])
    connection.commit()
    return tuple(connection.execute("SELECT x FROM t ORDER BY x").fetchone())


def bury(n):
    return str(bury(n - 1))[:1] if n else "0"


print(look(shop.db), bury(400))
shop.db.execute("DROP TABLE t")
shop.db.commit()


def work(name):
    with closing(sqlite3.connect(PATH, timeout=20)) as mine:
        for _ in range(10):
            with mine:
                mine.execute("UPDATE product SET price = price + 1 WHERE name = ?", (name,))


threads = [threading.Thread(target=work, args=(name,)) for name in ("tea", "rice")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([tuple(row) for row in shop.db.execute("SELECT name, price FROM product")])
shared = sqlite3.connect(":memory:", check_same_thread=False)
shared.execute("CREATE TABLE n(x)")
thread = threading.Thread(target=lambda: shared.execute("INSERT INTO n VALUES (5)"))
thread.start()
thread.join()
print(shared.execute("SELECT * FROM n").fetchall())
for line in shop.db.iterdump():
    if "sale" not in line or "INDEX" in line:
        print(line)
shop.db.close()
other.close()
print(os.path.exists(PATH), os.path.exists(PATH + "-journal"))
