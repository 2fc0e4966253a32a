class K:
    def m(self, a):
        return a
for f in (lambda: K.m(1), lambda: K.m(), lambda: K().m(2), lambda: K.m(K(), 3)):
    try:
        print(f())
    except TypeError as e:
        print(e)
