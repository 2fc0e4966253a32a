class Report:
    def __init__(self):
        self.text = ""

    def add(self, n):
        parts = []
        for i in range(n):
            parts.append(str(i) + ",")
        self.text = "".join(reversed(parts))

report = Report()
report.add(20000)
print(len(report.text))
