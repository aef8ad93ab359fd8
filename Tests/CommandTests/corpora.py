#!/usr/bin/env python3
"""Serves corpora on a port of 127.0.0.1, rightly and wrongly. Prints the port, then a line for every request:
PATH RANGE STATUS. Ends with its standard input.

The first part of the path says how; in any of them xyz-eng.zip is missing, and programs that do not say who they are get 406.
  good       an archive of 400 pairs, with ranges
  cut        the same, but every answer ends after 2000 bytes
  slow       the same, but after 2000 bytes nothing comes any more
  trickle    the same, but after 2000 bytes there are ten a second
  changing   the same, but every answer is of another file, and the first ends after 2000 bytes
  stubborn   the same as cut, without validators and ranges
  endless    says nothing of its length and never ends
  large      says that it is a gigabyte
  redirect   leads to good; away leads to a file of this machine
  html       a page in place of the archive
  half       the first half of the archive, as if it were whole
  few        an archive of five pairs
  climbing   an archive with an entry above the folder
  bomb       an archive whose text is 300 MiB of one byte
  liar       the same, but it says that it is small
  busy       503
"""
import http.server
import io
import sys
import threading
import time
import zipfile

TEXT = "".join(f"Sentence {n}.\tPhrase {n} !\tCC-BY 2.0 (France) Attribution: tatoeba.org #{n * 7919 % 10007}\n" for n in range(400))
ABOUT = "** Info **\nhello\n\n** Terms of Use **\n\nSee the terms of use.\x1b[31m\nhttp://tatoeba.org/eng/terms_of_use\n\n** Warnings **\nnone\n"


def archive(texts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in texts.items():
            target.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def lie(data):
    size = (300 << 20).to_bytes(4, "little")
    assert data.count(size) == 2
    return data.replace(size, (1000).to_bytes(4, "little"))


GOOD = archive({"_about.txt": ABOUT, "fra.txt": TEXT})
changes = 0


def body(kind):
    global changes
    if kind == "html":
        return b"<!DOCTYPE html><title>Sign in to this network</title>"
    if kind == "half":
        return GOOD[: len(GOOD) // 2]
    if kind == "few":
        return archive({"fra.txt": "Go.\tVa !\n" * 5})
    if kind == "climbing":
        return archive({"../../fra.txt": "x", "fra.txt": TEXT})
    if kind in ("bomb", "liar"):
        data = archive({"fra.txt": b"a" * (300 << 20)})
        return lie(data) if kind == "liar" else data
    if kind == "changing":
        changes += 1
        return archive({"fra.txt": f"Change {changes}.\tChange !\n" + TEXT})
    return GOOD


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        kind, name = self.path.strip("/").split("/")[-2:]
        agent = self.headers.get("User-Agent", "")
        if not agent.startswith("seq2seq/"):
            return self.fail(406)
        if name != "fra-eng.zip":
            return self.fail(404)
        if kind == "busy":
            return self.fail(503)
        if kind in ("redirect", "away"):
            place = "/good/fra-eng.zip" if kind == "redirect" else "file:///etc/passwd"
            return self.answer(302, b"", {"Location": place})
        data = body(kind)
        if kind in ("endless", "large"):
            return self.flood(kind)
        if kind == "stubborn":
            return self.answer(200, data, {"Accept-Ranges": "none"}, limit=2000)
        tag = f'"{hash(data)}"'
        headers = {"ETag": tag, "Accept-Ranges": "bytes"}
        limit = 2000 if kind in ("cut", "slow", "trickle") or kind == "changing" and changes == 1 else None
        span = self.headers.get("Range")
        if span and self.headers.get("If-Range") == tag:
            start = int(span.removeprefix("bytes=").split("-")[0])
            if start >= len(data):
                return self.fail(416)
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            return self.answer(206, data[start:], headers, limit=limit, kind=kind)
        self.answer(200, data, headers, limit=limit, kind=kind)

    def note(self, status):
        print(self.path, self.headers.get("Range", "-"), status, flush=True)

    def fail(self, status):
        self.answer(status, b"no")

    def answer(self, status, data, headers={}, limit=None, kind=""):
        self.note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:limit])
        self.wfile.flush()
        if kind == "slow":
            time.sleep(60)
        for byte in data[2000:2600] if kind == "trickle" else b"":
            time.sleep(0.1)
            self.wfile.write(bytes([byte]))
        if limit is not None and limit < len(data):
            self.close_connection = True

    def flood(self, kind):
        self.note(200)
        self.send_response(200)
        if kind == "large":
            self.send_header("Content-Length", str(1 << 30))
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(GOOD * 100)
        except OSError:
            pass

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"port {server.server_port}", flush=True)
    sys.stdin.read()
