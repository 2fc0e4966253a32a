import os, tempfile, json, pickle
d = tempfile.mkdtemp()
for i in range(3000):
    open(os.path.join(d, f"f{i}"), "w").write(str(i))
total = 0
for i in range(3000):
    total += int(open(os.path.join(d, f"f{i}")).read())
print(total)
json.dump({"a": 1}, open(d + "/j", "w")); print(json.load(open(d + "/j")), os.path.getsize(d + "/j"))
pickle.dump([1, 2], open(d + "/p", "wb")); print(pickle.load(open(d + "/p", "rb")))
import shutil; shutil.rmtree(d)
