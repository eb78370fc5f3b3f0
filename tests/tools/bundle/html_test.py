#!/usr/bin/env python3
"""Reads the pages that export makes with Python's parser: the words of the text export and no others, each note reached
and left, nothing that runs, nothing from elsewhere.

Usage: html_test.py VITRINE_BUNDLE SOURCE_TREE
"""

import html.parser
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

PROGRAM, TREE = sys.argv[1], pathlib.Path(sys.argv[2])
VOID = {"br", "hr", "meta"}
LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "hr", "br", "div", "blockquote", "ul", "table"}

HOSTILE = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A &lt;b&gt; volume</title></titleStmt></fileDesc></teiHeader>
<text><body>
<div type="document" xml:id="d1" n="1"><head>1. Letter &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "more"<note n="1">From the
&lt;/div&gt; papers.</note></head>
<p><hi rend="italic">one <hi rend="strong">two</hi></hi> three<note n="2">See <ref target="#d2">the other</ref>.</note> &lt;!-- four</p>
<list><item>first<list><item>inner</item></list></item><item>second</item></list>
<table><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell><cell>d</cell></row></table>
<p>End<note n="3">Last.</note>.</p></div>
<div type="document" xml:id="d2" n="2"><head>2. Reply</head><p>Yes, <ref target="#d1">as asked</ref>.</p></div>
</body></text></TEI>
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=True)


class Page(html.parser.HTMLParser):
    """The page as the text export would have it: each note where it is marked, or at the end."""

    def __init__(self, path):
        super().__init__()
        self.open, self.links, self.ids, self.languages = [], [], [], []
        self.body, self.notes, self.scripts = [], {}, 0
        self.unmarked = []
        self.into = None
        self.feed(path.read_text())
        self.close()
        assert not self.open, f"{path}: left open: {self.open}"

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        assert len(attributes) == len(pairs), "an attribute twice"
        assert not any(name.startswith("on") for name in attributes), "an attribute that runs"
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.languages.append((tag, attributes.get("lang"), attributes.get("dir")))
        role = attributes.get("role")
        if tag == "a":
            self.links.append(attributes.get("href"))
        skipped = any(skip for _, skip in self.open) or tag in ("head", "script", "style") or \
            attributes.get("class") in ("ours", "label") or role == "doc-backlink" or role == "doc-noteref"
        self.scripts += tag == "script"
        if tag == "article":
            self.into = self.body
        elif tag == "div":
            self.into = self.notes.setdefault(attributes["id"], [])
        elif role == "doc-noteref":
            self.into.append(urllib.parse.unquote(attributes["href"])[1:].join("\0\0"))
        if tag in LINES and self.into is not None:
            self.into.append("\n")
        if tag not in VOID:
            self.open.append((tag, skipped))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop()[0] == tag, f"</{tag}> closes something else"
        if tag in LINES and self.into is not None:
            self.into.append("\n")

    def handle_data(self, data):
        if self.into is not None and not any(skip for _, skip in self.open):
            self.into.append(data.replace("\0", ""))

    def text(self):
        used = set()

        def told(parts):
            return "".join(noted(part[1:-1]) if part.startswith("\0") else part for part in parts)

        def noted(name):
            used.add(name)
            return f" [{told(self.notes[name])}] "
        text = told(self.body)
        return text + "".join(noted(name) for name in self.notes if name not in used)


def words(text):
    return text.replace("[", " [ ").replace("]", " ] ").split()


class Export(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.bundle = self.folder / "x.vitrine"
        self.pages = self.folder / "pages"

    def export(self, source):
        run("build", source, "-o", self.bundle)
        run("export", self.bundle, "--format", "html", "-o", self.pages)
        return json.loads(run("export", self.bundle, "--format", "json").stdout)["letters"]

    def expect_whole(self, letters):
        texts = run("export", self.bundle, "--format", "text").stdout.split("\f\n")
        seen = set()
        for letter, text in zip(letters, texts):
            key = (letter["edition"], letter["id"])
            name = f"{letter['id']}.html" if key not in seen else f"{letter['id']}.{letter['lang']}.html"
            seen.add(key)
            page = Page(self.pages / letter["edition"] / name)
            self.assertEqual(words(page.text()), words(text), name)
            self.assertEqual(len(page.ids), len(set(page.ids)), name)
            self.assertEqual(page.scripts, 0)
            self.assertEqual(page.languages[0][1], letter["lang"])
            self.assertEqual(page.languages[0][2], letter["direction"])
            for link in page.links:
                self.expect_leads_somewhere(page, letter["edition"], link)

    def expect_leads_somewhere(self, page, edition, link):
        if link is None:
            return  # out of the exhibit
        path, _, fragment = link.partition("#")
        if path == "":
            self.assertIn(urllib.parse.unquote(fragment), page.ids)
        else:
            other = self.pages / edition / path
            self.assertTrue(other.is_file(), link)
            if fragment:
                self.assertIn(urllib.parse.unquote(fragment), Page(other).ids)

    def test_holds_the_words_of_the_sample(self):
        self.expect_whole(self.export(TREE / "assets/exhibits/sample"))

    def test_escapes_and_nests(self):
        source = self.folder / "volume.xml"
        source.write_text(HOSTILE)
        letters = self.export(source)
        self.expect_whole(letters)
        text = (self.pages / "volume/d1.html").read_text()
        self.assertIn("&lt;script&gt;", text)
        self.assertIn("<li>first<ul>\n<li>inner</li></ul>\n</li>\n<li>second</li></ul>", "".join(text))
        self.assertIn("<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>", text)
        self.assertIn("<i>one <b>two</b></i> three", text)
        self.assertIn('<a href="../volume/d2.html">', text)

    def test_makes_the_page_of_one_letter(self):
        source = self.folder / "volume.xml"
        source.write_text(HOSTILE)
        run("build", source, "-o", self.bundle)
        run("export", self.bundle, "--format", "html", "-o", self.pages, "--letter", "d2")
        self.assertEqual([path.name for path in self.pages.rglob("*.html")], ["d2.html"])

    def test_says_where_it_cannot_write(self):
        source = self.folder / "volume.xml"
        source.write_text(HOSTILE)
        run("build", source, "-o", self.bundle)
        made = subprocess.run([PROGRAM, "export", self.bundle, "--format", "html", "-o", self.folder / "no/where"],
                              capture_output=True, text=True)
        self.assertEqual(made.returncode, 3)
        self.assertIn("no/where", made.stderr)


unittest.main(argv=sys.argv[:1])
