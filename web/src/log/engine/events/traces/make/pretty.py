"""Prints JSON in the ways that people print it; `python3 pretty.py`."""

import json

order = {"id": 7, "time": 1714564800, "lines": [{"name": "a", "at": "2024-05-01T12:00:00Z"}, {}, []], "times": [1714564800, 1714564801]}
print("INFO order received")
print(json.dumps(order, indent=2))
print("INFO response: " + json.dumps(order, indent=4))
print(json.dumps([order, order], indent="\t"))
print("INFO done")
