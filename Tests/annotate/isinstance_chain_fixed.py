import json

def main():
    values = [int(value) for value in json.loads(json.dumps([i for i in range(1000)]))]
    total = 0
    for _ in range(7000):
        for value in values:
            total += value
    print(total)

main()
