class Log:
    def __init__(self):
        self.lines = []

    def add(self, line):
        self.lines = self.lines + [line]  # SLOW: lines


def run(n):
    log = Log()
    for i in range(n):
        log.add(i)
    return len(log.lines)


print(run(30000))
