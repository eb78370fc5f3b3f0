"""Counts what it costs to set letters and to draw their pages, beside MuPDF with the same letters as EPUB.

Instructions are callgrind's, and always a difference of two runs: pages made less nothing made, pages drawn less pages
made. So programs' starts and the reading of fonts and files do not count. Letters a second are of processor time.
"""

import glob
import html
import json
import os
import re
import resource
import shutil
import subprocess
import zipfile

# The page of tools/bench/type/main.c, in px.
EM, WIDTH, HEIGHT, LEADING = 32, 832, 1380, 46
REPEATS = 10

STYLE = f"""@page {{ margin: 0 }}
@font-face {{ font-family: Type; src: url("type.otf") }}
body {{ margin: 0; padding: 0; font-family: Type; text-align: justify; line-height: {LEADING / EM} }}
p {{ margin: 0; text-indent: 1.25em }}"""

# The whole work of MuPDF as its own script; "%s" tells what is wanted.
SCRIPT = """var wanted = scriptArgs[1], pages = 0;
for (var time = 0; time < scriptArgs[2]; time++) {
  var document = new Document(scriptArgs[0]);
  document.layout(%d, %d, %d);
  if (wanted == "read") continue;
  var count = document.countPages();
  pages += count;
  for (var i = 0; wanted == "raster" && i < count; i++)
    document.loadPage(i).toPixmap(Identity, DeviceRGB, false);
}
print(JSON.stringify({pages: pages}));
""" % (WIDTH, HEIGHT, EM)


def instructions(command, folder):
    """What callgrind counts in a command, and what the command printed last, as JSON."""
    log = os.path.join(folder, "callgrind.out")
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={log}", *command],
                          capture_output=True, text=True, check=True)
    total = re.search(r"Collected : (\d+)", done.stderr)
    os.remove(log)
    return int(total.group(1)), json.loads(done.stdout.strip().splitlines()[-1])


def steps(command, function, folder):
    """What callgrind counts in each call of a function, in their order."""
    log = os.path.join(folder, "step.out")
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={log}", f"--toggle-collect={function}",
                    f"--dump-after={function}", *command], capture_output=True, check=True)
    counts = []
    for path in glob.glob(log + "*"):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        os.remove(path)
        total = re.search(r"^totals: (\d+)", text, re.MULTILINE)
        if path != log and total:
            counts.append((int(path.rsplit(".", 1)[1]), int(total.group(1))))
    return [count for _, count in sorted(counts)]


def long_table(program, fonts, paragraphs, folder):
    """How long a visitor waits for pages of what is very long."""
    rows = {"a letter of 18,000 words": "letter", "a paragraph of 7,000 words, 90 notes": "paragraph"}
    lines = ["", f"{'paged one page at a time, 10^6 instructions':44}  first page  longest other  pages  the same again: "
                 "first page  longest other"]
    for name, kind in rows.items():
        counts = [count / 1e6 for count in steps([program, fonts, paragraphs, "--long", kind], "pages_extend", folder)]
        pages = len(counts) // 2
        first, again = counts[:pages], counts[pages:]
        lines.append(f"{name:44}  {first[0]:10.2f}  {max(first[1:]):13.2f}  {pages:5}  {again[0]:26.2f}  "
                     f"{max(again[1:]):13.2f}")
    return lines


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, capture_output=True, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def write_epub(points, font, path):
    """One chapter a letter."""
    letters = {}
    for name, lang, text in points:
        letters.setdefault(name.split(".")[0], []).append(f'<p lang="{lang}">{html.escape(text)}</p>')
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", head + '<container version="1.0" xmlns='
                      '"urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" '
                      'media-type="application/oebps-package+xml"/></rootfiles></container>')
        items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in letters)
        order = "".join(f'<itemref idref="{name}"/>' for name in letters)
        book.writestr("book.opf", head + '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata/>'
                      f'<manifest>{items}</manifest><spine>{order}</spine></package>')
        for name, paragraphs in letters.items():
            book.writestr(f"{name}.xhtml", head + '<html xmlns="http://www.w3.org/1999/xhtml"><head><style>' + STYLE +
                          "</style></head><body>" + "".join(paragraphs) + "</body></html>")
        book.write(font, "type.otf")
    return len(letters)


def measure(command_of, folder, letters):
    """10^6 instructions per letter to paginate for the first time and again, and per page to draw for the first time;
    letters a second, again; pages."""
    read, _ = instructions(command_of("read", 1), folder)
    once, counts = instructions(command_of("paginate", 1), folder)
    twice, _ = instructions(command_of("paginate", 2), folder)
    drawn, _ = instructions(command_of("raster", 1), folder)
    time = seconds(command_of("paginate", REPEATS + 1)) - seconds(command_of("paginate", 1))
    return ((once - read) / letters / 1e6, (twice - once) / letters / 1e6, (drawn - once) / counts["pages"] / 1e6,
            letters * REPEATS / max(time, 1e-3), counts["pages"])


def volume_table(program, fonts, paragraphs, points, font, folder):
    """What a letter costs for the first time among the many of an exhibit, whose words are known after a while."""
    if not shutil.which("valgrind"):
        return []
    book, script = os.path.join(folder, "volume.epub"), os.path.join(folder, "mupdf.js")
    letters = write_epub(points, font, book)
    commands = {"vitrine": [[program, fonts, paragraphs, "--read"], [program, fonts, paragraphs, "--paginate", "1"]]}
    if shutil.which("mutool"):
        commands["mupdf"] = [["mutool", "run", script, book, what, "1"] for what in ("read", "paginate")]
    costs = {}
    for name, (read, paginate) in commands.items():
        costs[name] = (instructions(paginate, folder)[0] - instructions(read, folder)[0]) / letters / 1e6
    line = ", ".join(f"{name} {cost:.2f}" for name, cost in costs.items())
    if "mupdf" in costs:
        line += f", {costs['mupdf'] / costs['vitrine']:.1f}x fewer"
    return ["", f"{letters} letters, the whole volume: a letter, to page: {line}"]


def table(program, fonts, paragraphs, points, font, folder):
    if not shutil.which("valgrind"):
        return ["speed: not here: package valgrind"]
    book, script = os.path.join(folder, "letters.epub"), os.path.join(folder, "mupdf.js")
    letters = write_epub(points, font, book)
    with open(script, "w", encoding="utf-8") as file:
        file.write(SCRIPT)
    rows = {"vitrine": measure(lambda what, times: [program, fonts, paragraphs, f"--{what}"] +
                               ([str(times)] if what != "read" else []), folder, letters)}
    if shutil.which("mutool"):
        rows["mupdf"] = measure(lambda what, times: ["mutool", "run", script, book, what, str(times)], folder, letters)
    lines = ["", f"{letters} letters, {EM} px, pages of {WIDTH} x {HEIGHT} px, justified, hyphens; 10^6 instructions",
             "engine    pages  a letter, to page  the same again  a page, to draw  letters a second, again"]
    lines += [f"{name:9} {pages:5} {first:18.2f} {again:15.2f} {draw:16.2f} {rate:24.0f}"
              for name, (first, again, draw, rate, pages) in rows.items()]
    if "mupdf" in rows:
        times = [theirs / ours for ours, theirs in zip(rows["vitrine"], rows["mupdf"])]
        lines.append(f"fewer           {times[0]:17.1f}x {times[1]:14.1f}x {times[2]:15.1f}x")
    return lines + long_table(program, fonts, paragraphs, folder)
