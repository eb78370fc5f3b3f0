"""Holds assets/ to what assets/README.md and the interface specification promise.

Run: python3 assets_test.py SOURCE_DIR
"""
import os
import re
import sys

LANGUAGES = {  # CLDR plural categories for whole numbers, and "other", which is always there
    "en": {"one", "other"},
    "de": {"one", "other"},
    "es": {"one", "other"},
    "fr": {"one", "other"},
    "he": {"one", "two", "other"},
    "ru": {"one", "few", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
UNCOUNTED = {"zero", "one", "two"}  # forms that may name the number in words
LINE_MAX_BYTES = 197  # INI_LINE_MAX of src/base/ini.h
BUTTON_MAX_CHARACTERS = 26
BUTTONS = re.compile(r"^(nav\.(again|back|menu|search|reading)|home\.|letter\.(orig|text|side|key)$|note\.(list|more|up)$"
                     r"|opt\.|facs\.(larger|smaller|fit|turn)|staff\.(ok|content|save|close))")

TOKENS = {"ink", "ink2", "accent", "accent2", "wall", "page", "raised", "ctl", "btn", "btn_text", "focus", "mark", "rule", "ok", "warn", "pill",
                        "black", "white", "red", "green", "blue"}
TEXT_CONTRAST, SHAPE_CONTRAST = 7.0, 3.0
STAFF_CONTRAST = 7.5
# Figures of the specification's table of colours: theme, token, ground, ratio to one decimal.
STATED_TOLERANCE = 0.06  # they are rounded
STATED = """
paper ink page 15.8, ink wall 13.0, ink raised 16.9, ink2 page 8.8, ink2 wall 7.2, ink2 raised 9.4
paper accent page 9.6, accent raised 10.3, accent2 page 10.0, accent2 raised 10.7
paper ctl page 4.2, ctl wall 3.5, ctl raised 4.5, btn_text btn 12.5, focus page 7.4, focus wall 6.1, ink mark 13.1
evening ink page 14.4, ink wall 15.7, ink raised 12.9, ink2 page 8.7, ink2 wall 9.4, ink2 raised 7.7
evening accent page 9.0, accent raised 8.1, accent2 page 9.7, accent2 raised 8.7
evening ctl page 4.8, ctl wall 5.2, ctl raised 4.2, btn_text btn 13.8, focus page 12.3, focus wall 13.4, ink mark 10.2
contrast ink page 21.0, ink2 page 21.0, accent page 16.1, accent2 page 13.1, ctl page 21.0, btn_text btn 21.0
contrast focus page 13.7, ink mark 11.6
"""

faults = []


def fault(message):
    faults.append(message)
    print("FAULT", message)


def read_ini(path):
    """(section, key, value, line number) of each line, as inih reads them."""
    section, entries = "", []
    with open(path, "rb") as file:
        for number, raw in enumerate(file, 1):
            where = f"{path}:{number}"
            if len(raw.rstrip(b"\n")) > LINE_MAX_BYTES:
                fault(f"{where}: over {LINE_MAX_BYTES} bytes")
            try:
                line = raw.decode("utf-8").rstrip("\n")
            except UnicodeDecodeError as error:
                fault(f"{where}: not UTF-8: {error}")
                continue
            if line[:1] in (" ", "\t"):
                fault(f"{where}: begins with a space, which continues the line before")
            if not line or line.startswith(";"):
                continue
            if line.startswith("["):
                section = line.strip("[]")
                continue
            key, equals, value = line.partition("=")
            if not equals or ":" in key or key != key.strip() or value != value.strip():
                fault(f"{where}: not key=value")
            if " ;" in value:
                fault(f"{where}: inih takes what follows ' ;' for a comment")
            entries.append((section, key, value, number))
    return entries


def split_plural(key, keys):
    """Base and category; an id is plural if its base has the form "one", which all languages have."""
    base, _, last = key.rpartition(".")
    return (base, last) if last in CATEGORIES and base + ".one" in keys else (key, "")


def placeholders(text):
    return sorted(re.findall(r"{[a-z]+}", text))


def read_strings(path):
    """{id: {category or "": text}}"""
    strings = {}
    entries = read_ini(path)
    keys = {key for _, key, _, _ in entries}
    for _, key, value, number in entries:
        base, category = split_plural(key, keys)
        forms = strings.setdefault(base, {})
        if category in forms:
            fault(f"{path}:{number}: {key} twice")
        if not value:
            fault(f"{path}:{number}: {key} is empty")
        if re.sub(r"{[a-z]+}", "", value).count("{") or re.sub(r"{[a-z]+}", "", value).count("}"):
            fault(f"{path}:{number}: a brace that is no placeholder")
        forms[category] = value
    return strings


def check_language(path, language, strings, english):
    for missing in sorted(english.keys() - strings.keys()):
        fault(f"{path}: {missing} is missing")
    for extra in sorted(strings.keys() - english.keys()):
        fault(f"{path}: {extra} is not in en.ini")
    for key in sorted(english.keys() & strings.keys()):
        expected = {""} if "" in english[key] else LANGUAGES[language]
        if strings[key].keys() != expected:
            fault(f"{path}: {key} has the forms {sorted(strings[key])}, not {sorted(expected)}")
        wanted = placeholders(english[key].get("", english[key].get("other", "")))
        for category, text in strings[key].items():
            given = placeholders(text)
            if given != wanted and not (category in UNCOUNTED and given == [p for p in wanted if p != "{n}"]):
                fault(f"{path}: {key} {category} has the placeholders {given}, not {wanted}")
            if BUTTONS.match(key) and len(text) > BUTTON_MAX_CHARACTERS + 6 * len(wanted):
                fault(f"{path}: {key} is too long for a button: {len(text)} characters")


def check_strings(folder):
    files = {name[:-4] for name in os.listdir(folder) if name.endswith(".ini")} - {"languages"}
    if files != set(LANGUAGES):
        fault(f"{folder}: languages {sorted(files)}, not {sorted(LANGUAGES)}")
    english = read_strings(os.path.join(folder, "en.ini"))
    for language in sorted(files & set(LANGUAGES)):
        path = os.path.join(folder, language + ".ini")
        check_language(path, language, read_strings(path), english)
    names = {key for _, key, _, _ in read_ini(os.path.join(folder, "languages.ini"))}
    if not files <= names:
        fault(f"{folder}/languages.ini: no name for {sorted(files - names)}")
    return set(english)


def check_uses(source, ids, icons):
    """Every id and icon that the program names exists."""
    families = "|".join(sorted({re.escape(key.partition(".")[0]) for key in ids}))
    named_id = re.compile(rf'"((?:{families})(?:\.[a-z0-9]+)+)"')
    named_icon = re.compile(r'\.icon = "([a-z]+)"')
    uses = 0
    for folder, _, names in os.walk(source):
        for name in names:
            if not name.endswith(".c"):
                continue
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for kind, known, found in (("string", ids, named_id.findall(text)), ("icon", icons, named_icon.findall(text))):
                uses += len(found)
                for missing in sorted(set(found) - known):
                    fault(f"{path}: there is no {kind} {missing}")
    return uses


def luminance(colour):
    """WCAG 2.1, relative luminance."""
    def linear(byte):
        c = byte / 255
        return c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
    r, g, b = (linear(int(colour[i:i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_theme(path):
    colours = {key: value for _, key, value, _ in read_ini(path)}
    if colours.keys() != TOKENS:
        fault(f"{path}: tokens differ by {sorted(colours.keys() ^ TOKENS)}")
        return {}
    for key, value in colours.items():
        if not re.fullmatch("#[0-9A-F]{6}", value):
            fault(f"{path}: {key}={value} is not a colour")
            return {}
    limits = [(ink, ground, TEXT_CONTRAST) for ink in ("ink", "ink2") for ground in ("wall", "page", "raised")]
    limits += [(ink, ground, TEXT_CONTRAST) for ink in ("accent", "accent2") for ground in ("page", "raised")]
    limits += [("btn_text", "btn", TEXT_CONTRAST), ("ink", "mark", TEXT_CONTRAST), ("accent", "pill", TEXT_CONTRAST)]
    limits += [(shape, ground, SHAPE_CONTRAST) for shape in ("ctl", "focus") for ground in ("wall", "page", "raised")]
    limits += [(sign, "page", STAFF_CONTRAST) for sign in ("ok", "warn")]
    for ink, ground, least in limits:
        ratio = contrast(colours[ink], colours[ground])
        if ratio < least:
            fault(f"{path}: {ink} on {ground} is {ratio:.2f}:1, less than {least}")
    return colours


def check_themes(folder):
    themes = {name: check_theme(os.path.join(folder, name + ".ini")) for name in ("paper", "evening", "contrast")}
    checked = 0
    for line in STATED.split("\n"):
        name, _, pairs = line.partition(" ")
        for pair in filter(None, pairs.split(", ")):
            ink, ground, stated = pair.split()
            if not themes[name]:
                continue
            ratio = contrast(themes[name][ink], themes[name][ground])
            checked += 1
            if abs(ratio - float(stated)) > STATED_TOLERANCE:
                fault(f"{name}: {ink} on {ground} is {ratio:.2f}:1, the specification says {stated}")
    return checked


def check_fonts(path):
    entries = read_ini(path)
    optional = {value for section, key, value, _ in entries if section == "optional" and key == "package"}
    missing = set()
    roles = {}
    for section, key, value, number in entries:
        if section == "optional":
            continue
        match = re.fullmatch(r"(\S+) (/\S+?)(#\d+)?(@\d+)?", value)
        scripts, _, style = key.rpartition(".")
        if not match or style not in ("regular", "italic", "bold") or not re.fullmatch(r"[A-Z][a-z]{3}( [A-Z][a-z]{3})*", scripts):
            fault(f"{path}:{number}: not SCRIPTS.STYLE=PACKAGE PATH")
            continue
        roles.setdefault(section, set()).update((script, style) for script in scripts.split())
        package, file = match[1], match[2]
        folder = f"/usr/share/doc/{package}"
        if os.path.exists(file):
            continue
        if os.path.isdir(folder) and package not in optional:
            fault(f"{path}:{number}: {package} is installed and has no {file}")
        missing.add(package)
    for role in ("book", "clear", "ui"):
        for script in ("Latn", "Cyrl", "Grek", "Arab", "Hebr", "Syrc", "Armn", "Geor", "Deva", "Thai"):
            if (script, "regular") not in roles.get(role, ()):
                fault(f"{path}: {role} has no regular face for {script}")
    for package in sorted(missing):
        print(f"SKIP the files of {package}: the package is not installed" + (" (optional)" if package in optional else ""))
    return len(entries)


def check_icon(path):
    shapes = 0
    with open(path, encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            words = line.split()
            if not words or words[0] == "#":
                continue
            numbers = [word.split(",") for word in words[1:]]
            try:
                pairs = [(float(x), float(y)) for x, y in numbers[:-1]]
                size = float(words[-1])
            except ValueError:
                fault(f"{path}:{number}: not 'stroke x,y ... width' or 'disc x,y radius'")
                continue
            if words[0] not in ("stroke", "disc") or not pairs or (words[0] == "disc") != (len(pairs) == 1):
                fault(f"{path}:{number}: neither a stroke of two points or more nor a disc")
            reach = size / 2 if words[0] == "stroke" else size
            if any(min(pair) - reach < 0 or max(pair) + reach > 24 for pair in pairs):
                fault(f"{path}:{number}: leaves the 24 × 24 grid")
            shapes += 1
    if not shapes:
        fault(f"{path}: draws nothing")


def check_icons(folder):
    names = sorted(name for name in os.listdir(folder) if name.endswith(".icon"))
    for name in names:
        check_icon(os.path.join(folder, name))
    if len(names) < 15:
        fault(f"{folder}: {len(names)} icons")
    return {name.removesuffix(".icon") for name in names}


def main():
    assets = os.path.join(sys.argv[1], "assets")
    ids = check_strings(os.path.join(assets, "strings"))
    icons = check_icons(os.path.join(assets, "icons"))
    figures = check_themes(os.path.join(assets, "themes"))
    fonts = check_fonts(os.path.join(assets, "fonts.ini"))
    uses = sum(check_uses(os.path.join(sys.argv[1], "src", module), ids, icons) for module in ("view", "app"))
    print(f"{len(ids)} strings, {len(icons)} icons, {figures} contrast figures, {fonts} fonts, {uses} uses in src/")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
