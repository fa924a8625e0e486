"""Does with Python's own clients what `python.long.ts` compares, and prints it as JSON. Takes the address of the server's /v1."""

import http.client
import http.cookiejar
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

base = sys.argv[1]
parts = urllib.parse.urlsplit(base)
told = {}


def path(name):
    return f"{parts.path}/{name}"


# One connection for all of it: an answer that is framed otherwise than it says would spoil the next.
kept = http.client.HTTPConnection(parts.netloc, timeout=20)


def ask(method, name, body=None, headers={}, **options):
    kept.request(method, path(name), body, headers, **options)
    answer = kept.getresponse()
    return answer.status, answer.read().decode()


status, text = ask("GET", "text")
told["text"] = [status, len(text.encode())]
told["head"] = [(answer := ask("HEAD", "text"))[0], len(answer[1])]
status, chunked = ask("GET", "chunked")
told["chunked"] = [status, len(chunked.encode())]
assert text == chunked
told["refused"] = ask("GET", "refused")
told["nothing"] = ask("GET", "nothing")
told["deleted"] = ask("DELETE", "thing/1%2F2?q=a+b&q=%C3%A9")[0]
octets = {"Content-Type": "application/octet-stream"}
told["sized"] = ask("POST", "upload", b"x" * 1_000_000, octets)
told["unsized"] = ask("PUT", "upload", (b"y" * 1000 for _ in range(500)), octets, encode_chunked=True)
told["still the same connection"] = kept.sock is not None

broken = http.client.HTTPConnection(parts.netloc, timeout=20)
broken.request("GET", path("broken"))
try:
    told["broken"] = broken.getresponse().read().decode()
except http.client.IncompleteRead as error:
    told["broken"] = type(error).__name__

# urllib closes each connection, and keeps cookies.
jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
told["cookies"] = [jar.open(f"{base}/cookies").read().decode() for _ in range(2)]
told["redirected"] = urllib.request.urlopen(f"{base}/redirect").read().decode()
try:
    urllib.request.urlopen(f"{base}/refused")
except urllib.error.HTTPError as error:
    told["error"] = [error.code, error.headers["www-authenticate"], error.read().decode()]


def events(last=None):
    headers = {"Accept": "text/event-stream", **({"Last-Event-ID": last} if last else {})}
    for line in urllib.request.urlopen(urllib.request.Request(f"{base}/events", headers=headers), timeout=20):
        yield line.decode().rstrip("\n")


told["events"] = []


def follow(last=None):
    for line in events(last):
        field, _, value = line.partition(": ")
        if field == "id":
            last = value
        elif field == "data" and value:
            told["events"].append(value)
        elif line == "" and told["events"] and last:
            urllib.request.urlopen(f"{base}/seen", b"")
            seen = last
    return last


# The connection breaks once, which a line-wise reader may take for the end.
try:
    last = follow()
except http.client.IncompleteRead:
    last = str(3)
follow(last)
print(json.dumps(told))
