"""Writes Word files: the parts that Word itself writes, no more than a test needs."""

import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content, style=None, properties=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(run(item) if not item.startswith("<") else item for item in content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def mark(number, kind="footnote", more=""):
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def item(text, level, list_id=1):
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=numbering)


def table(rows):
    def cell(text):
        return f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>"
    return "<w:tbl>" + "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows) + "</w:tbl>"


def picture(relation):
    return f'<w:r><w:drawing><inline><docPr descr="A"/><blip r:embed="{relation}"/></inline></w:drawing></w:r>'


STYLES = {
    "Titel": "Title", "Datum": "Date", "Anrede": "Salutation", "Gruss": "Closing", "Unterschrift": "Signature",
    "Zitat": "Quote",
}

NUMBERING = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>"""


def notes_part(kind, notes):
    lines = [f'<w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>']
    for number, content in notes.items():
        inner = content if content.startswith("<") else paragraph(f"<w:r><w:{kind}Ref/></w:r>", " " + content)
        lines.append(f'<w:{kind} w:id="{number}">{inner}</w:{kind}>')
    return f'<w:{kind}s {W} {R}>{"".join(lines)}</w:{kind}s>'


def relations(pairs):
    lines = [f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in pairs]
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def parts(body, footnotes=None, endnotes=None, links=()):
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{meaning}"/></w:style>'
                     for name, meaning in STYLES.items())
    found = {
        "_rels/.rels": relations([("r1", "officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": notes_part("footnote", footnotes or {}),
        "word/endnotes.xml": notes_part("endnote", endnotes or {}),
    }
    own = [(kind, kind, f"{kind}.xml") for kind in ("styles", "numbering", "footnotes", "endnotes")]
    found["word/_rels/document.xml.rels"] = relations(own + list(links))
    return found


def write(path, contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
