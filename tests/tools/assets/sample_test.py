"""Holds the sample exhibit's own letters to their facts: links lead somewhere, letters stand in the
order of their days, notes in the order of their numbers, and every kind of block occurs.

Run: python3 sample_test.py SOURCE_DIR
"""
import datetime
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
KINDS = {TEI + name for name in (
    "opener dateline salute closer signed postscript note persName gloss ref pb hi lg l list item table row cell "
    "quote foreign lb placeName date del add supplied unclear gap address addrLine").split()} | {FRUS + "attachment"}
LANGUAGES = {"en": 7, "ru": 3, "ar": 1, "he": 1}  # letters at least in each
LETTERS_MIN = 12
LONG_WORDS, LONG_NOTES, LONG_NOTE_WORDS = 1800, 12, 150
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")

faults = []


def fault(message):
    faults.append(message)
    print("FAULT", message)


def words(element):
    return len("".join(element.itertext()).split())


def check_links(root):
    ids = [element.get(XML + "id") for element in root.iter() if element.get(XML + "id")]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        fault(f"the id {twice} twice")
    elsewhere = 0
    for element in root.iter():
        for link in (element.get("target"), element.get("corresp")):
            if link and link.startswith("#") and link[1:] not in ids:
                fault(f"{link} leads nowhere")
            elsewhere += bool(link) and not link.startswith("#")
    if not elsewhere:
        fault("no reference to another volume")


def check_pages(root):
    pages = [int(pb.get("n")) for pb in root.find(f"{TEI}text/{TEI}body").iter(TEI + "pb")]
    if pages != list(range(1, len(pages) + 1)):
        fault(f"printed pages {pages}")


def check_letter(div):
    """The letter's day and language; None for an editors' note."""
    name = div.get(XML + "id")
    language = div.get(XML + "lang", "en")
    if name != "d" + div.get("n") or not "".join(div.find(TEI + "head").itertext()).startswith(div.get("n") + ". "):
        fault(f"{name}: number, id and heading differ")
    labels = [int(note.get("n")) for note in div.iter(TEI + "note") if (note.get("n") or "*").isdigit()]
    if labels != list(range(len(labels))):
        fault(f"{name}: notes numbered {labels}")
    if div.get("subtype") == "editorial-note":
        return None
    if any(len(div.find(TEI + "head").findall(f"{TEI}persName[@type='{role}']")) != 1 for role in ("from", "to")):
        fault(f"{name}: sender and addressee are not both named")
    body = "".join("".join(p.itertext()) for p in div.findall(TEI + "p"))
    if bool(RIGHT_TO_LEFT.search(body[:40])) != (language in ("ar", "he")):
        fault(f"{name}: is not written as xml:lang={language} says")
    return datetime.date.fromisoformat(div.find(f"{TEI}opener/{TEI}dateline/{TEI}date").get("when")), language


def check_long_letter(letters):
    longest = max(letters, key=words)
    notes = [words(note) for note in longest.iter(TEI + "note")]
    if words(longest) - sum(notes) < LONG_WORDS or len(notes) < LONG_NOTES:
        fault(f"the longest letter has {words(longest) - sum(notes)} words, {len(notes)} notes")
    if max(notes) < LONG_NOTE_WORDS or notes.count(1) < 2:
        fault(f"no note of {LONG_NOTE_WORDS} words and two of one word: {notes}")
    places = {"head": f"{TEI}head/{TEI}note", "signature": f".//{TEI}signed/{TEI}note", "note": f".//{TEI}note/{TEI}note"}
    for place, path in places.items():
        if longest.find(path) is None:
            fault(f"the longest letter has no note in a {place}")


def check_volume(path):
    root = ElementTree.parse(path).getroot()
    letters = [div for div in root.iter(TEI + "div") if div.get("type") == "document"]
    check_links(root)
    check_pages(root)
    known = [known for known in map(check_letter, letters) if known]
    if [day for day, _ in known] != sorted(day for day, _ in known):
        fault("letters are not in the order of their days")
    for language, least in LANGUAGES.items():
        if sum(spoken == language for _, spoken in known) < least:
            fault(f"fewer than {least} letters in {language}")
    if len(known) < LETTERS_MIN:
        fault(f"{len(known)} letters")
    check_long_letter(letters)
    for missing in sorted(KINDS - {element.tag for element in root.iter()}):
        fault(f"no {missing}")
    return len(letters)


def check_seed(path, corpus):
    original = os.path.join(corpus, "seed", "letter-70.txt")
    if not os.path.exists(original):
        print(f"SKIP the comparison of letter-70.txt with its origin: no {original}")
        return
    with open(path, "rb") as ours, open(original, "rb") as theirs:
        if ours.read() != theirs.read():
            fault(f"{path} differs from {original}")


def main():
    letters = os.path.join(sys.argv[1], "assets", "exhibits", "sample", "letters")
    check_seed(os.path.join(letters, "letter-70.txt"), os.environ.get("VITRINE_CORPUS", ""))
    print(f"{check_volume(os.path.join(letters, 'harbour.xml'))} documents")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
