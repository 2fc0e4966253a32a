# An attribute of an object of unknown class is looked up each time round.
import json

class Config:
    pass

def load(text):
    config = Config()
    config.__dict__.update(json.loads(text))
    return config

def count(config, n):
    hits = 0
    for i in range(n):
        if i % 7 < config.limit:  # SLOW: hoist this attribute
            hits += 1
    return hits

config = load('{"limit": 3}')
answer = 0
for _ in range(60):
    answer += count(config, 200000)
print(answer)
