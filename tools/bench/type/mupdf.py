"""Sets paragraphs with MuPDF and reads the lines back from its structured text."""

import html
import json
import os
import shutil
import subprocess
import unicodedata
from xml.parsers import expat

EM = 100        # px
PAGE_EM = 1000  # height

STYLE = """@page { margin: 0 }
@font-face { font-family: Type; src: url("type.otf") }
body { margin: 0; padding: 0; font-family: Type; font-size: 1em; line-height: 1.45; text-align: ALIGN }
p { margin: 0; text-indent: 1.25em }"""

UNSEEN = dict.fromkeys(map(ord, " \u00A0\u00AD\u200B\u2060"))


def seen(text):
    """The letters of a text, whatever joins or parts them."""
    return unicodedata.normalize("NFKC", text).translate(UNSEEN)


class Reader:
    """Collects the characters of each line as (text, x0, x1)."""

    def __init__(self):
        self.lines = []
        self.place = self.before = None

    def start(self, name, attributes):
        if name == "line":
            self.place = attributes["bbox"].split()[1::2]
        elif name == "char":
            if self.place != self.before:  # else the line goes on behind a wide space
                self.lines.append([])
                self.before = self.place
            quad = [float(number) for number in attributes["quad"].split()]
            self.lines[-1].append((attributes["c"], quad[0], quad[2]))


def read_lines(path):
    reader = Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    with open(path, "rb") as file:
        parser.ParseFile(file)
    return reader.lines


def words_of(line):
    """Words as [x0, x1] in em. A word ends where the space behind it begins."""
    words, start, end = [], None, None
    for text, x0, x1 in line:
        if text in " \u00A0":
            if start is not None:
                words.append([round(start / EM, 5), round(x0 / EM, 5)])
            start = None
        elif text not in "\u00AD\u200B\u2060":  # drawn with a width that the lines were not made for
            start, end = x0 if start is None else start, x1
    if start is not None:
        words.append([round(start / EM, 5), round(end / EM, 5)])
    return words


def write_lines(lines, points, space, setting, out):
    """Tells by their letters which paragraph lines belong to."""
    at = 0
    for name, _, text in points:
        wanted, got, number = seen(text), "", 0
        while len(got) < len(wanted):
            letters = seen("".join(char[0] for char in lines[at]))
            hyphenated = letters.endswith("-") and not wanted.startswith(letters, len(got))
            got += letters[:-1] if hyphenated else letters
            if not wanted.startswith(got):
                raise SystemExit(f"mupdf: {name} was not set as it is: {got[-60:]}")
            out.write(json.dumps({"engine": "mupdf", **setting, "indent_em": 1.25, "space_em": space, "par": name,
                                  "line": number, "words": words_of(lines[at]), "hyphenated": hyphenated,
                                  "last": len(got) == len(wanted)}) + "\n")
            at, number = at + 1, number + 1


def set_html(folder, name, measure, body, align):
    source, result = os.path.join(folder, name + ".html"), os.path.join(folder, name + ".stext")
    with open(source, "w", encoding="utf-8") as file:
        file.write(f"<html><head><style>{STYLE.replace('ALIGN', align)}</style></head><body>{body}</body></html>")
    subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-W", str(measure * EM), "-H", str(PAGE_EM * EM),
                    "-S", str(EM), "-o", result, source], check=True, stderr=subprocess.DEVNULL)
    lines = read_lines(result)
    os.remove(source)
    os.remove(result)
    return lines


def set_all(points, font, settings, target, folder):
    shutil.copy(font, os.path.join(folder, "type.otf"))
    gauge = set_html(folder, "gauge", 26, "<p>a b</p>", "left")[0]
    space = round((gauge[1][2] - gauge[1][1]) / EM, 5)
    with open(target, "w", encoding="utf-8") as out:
        for measure, ragged, hyphen in settings:
            body = "".join(f'<p lang="{lang}">{html.escape(text)}</p>\n' for _, lang, text in points)
            if not hyphen:
                body = body.replace("\u00AD", "")
            lines = set_html(folder, "mupdf", measure, body.replace("\u2060", ""), "left" if ragged else "justify")
            write_lines([line for line in lines if words_of(line)], points, space,
                        {"measure_em": measure, "ragged": ragged, "hyphen": hyphen}, out)
    os.remove(os.path.join(folder, "type.otf"))
