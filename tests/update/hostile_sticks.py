"""Sticks as staff bring them or an attacker fills them: each a function that changes one on which all is well. `case.put`
writes a manifest with some of its lines changed and signs it; `case.folder` is VITRINE/sample on the stick. Names are those
of cases.csv."""
import base64
import os
import shutil
import socket

SPARSE = 1 << 40


def lines(**changes):
    return lambda case: case.put(**changes)


def text(change, sign=True):
    """Another text of the manifest, signed or not."""
    def make(case):
        path = case.folder / "manifest.txt"
        path.write_bytes(change(path.read_bytes()))
        if sign:
            case.sign()
    return make


def gone(name):
    return lambda case: (case.folder / name).unlink()


def replaced(name, make):
    def change(case):
        path = case.folder / name
        path.unlink()
        make(path)
    return change


def sparse(name, size):
    return lambda case: os.truncate(case.folder / name, size)


def renamed(old, new):
    return lambda case: os.rename(case.stick / old, case.stick / new)


def signature(change):
    def make(case):
        path = case.folder / "manifest.txt.minisig"
        path.write_bytes(change(path.read_bytes()))
    return make


def listen(path):
    """A socket's file; too long a path is bound from its folder."""
    here = os.getcwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path.name)
    os.chdir(here)


def capitals(case):
    for path in list(case.folder.iterdir()):
        path.rename(path.with_name(path.name.upper()))
    case.folder.rename(case.folder.with_name("SAMPLE"))
    (case.stick / "VITRINE").rename(case.stick / "vitrine")


def left_by_a_mac(case):
    for folder in (".Trashes", ".fseventsd", ".Spotlight-V100"):
        (case.stick / folder / "deep").mkdir(parents=True)
    for path in list(case.folder.iterdir()):
        path.with_name("._" + path.name).write_bytes(b"\0\5\x16\7" + bytes(4092))
    (case.stick / "._VITRINE").write_bytes(bytes(4096))
    (case.folder / ".DS_Store").write_bytes(bytes(6148))


def left_by_windows(case):
    (case.stick / "System Volume Information").mkdir()
    (case.stick / "System Volume Information" / "WPSettings.dat").write_bytes(bytes(12))
    (case.stick / "$RECYCLE.BIN").mkdir()
    (case.stick / "autorun.inf").write_text("[autorun]\nopen=evil.exe\n")
    (case.folder / "Thumbs.db").write_bytes(bytes(100))


def files(folder, count):
    folder.mkdir(exist_ok=True, parents=True)
    for number in range(count):
        os.close(os.open(folder / f"IMG_{number:05}.JPG", os.O_CREAT | os.O_WRONLY))


def deep(case):
    here = os.getcwd()
    os.chdir(case.stick)
    for _ in range(300):
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)


def odd_names(case):
    for name in (b"\xff\xfe", b"caf\xe9", b"a\nb", b"\x1b[2J", b"%s%n", b"x" * 255, b"con", b"VITRINE.", b" VITRINE"):
        os.mkdir(os.path.join(os.fsencode(case.stick), name))


def device(path):
    try:
        os.mknod(path, 0o600 | 0o060000, os.makedev(7, 0))
    except PermissionError:
        os.mkfifo(path)  # without rights to make one; refused in the same way


def only_a_shadow(case):
    """What a Mac leaves beside a file, without the file."""
    (case.folder / "manifest.txt").rename(case.folder / "._manifest.txt")


def numbered_copy(case):
    shutil.copy(case.folder / "manifest.txt", case.folder / "manifest (1).txt")
    shutil.copy(case.folder / "bundle.vitrine", case.folder / "bundle (1).vitrine")


def legacy(content):
    """The signature as minisign once made them, over the text itself."""
    lines = content.split(b"\n")
    lines[1] = base64.b64encode(b"Ed" + base64.b64decode(lines[1])[2:])
    return b"\n".join(lines)


def two_spellings(case):
    shutil.copy(case.folder / "manifest.txt", case.folder / "MANIFEST.TXT")


def only_a_copy(case):
    (case.folder / "bundle.vitrine").rename(case.folder / "bundle (1).vitrine")


def swapped(case):
    """The bundle of another edition under this one's manifest."""
    path = case.folder / "bundle.vitrine"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def other_manifest(case):
    signed = (case.folder / "manifest.txt.minisig").read_bytes()
    case.put(serial=3)
    (case.folder / "manifest.txt.minisig").write_bytes(signed)


def link_out(path):
    path.symlink_to("/etc/passwd")


def linked_folder(case):
    case.folder.rename(case.stick / "elsewhere")
    case.folder.symlink_to(case.stick / "elsewhere")


def linked_root(case):
    (case.stick / "VITRINE").rename(case.stick / "elsewhere")
    (case.stick / "VITRINE").symlink_to("elsewhere")


def linked_to_itself(path):
    path.symlink_to(path.name)


def many_exhibits(case):
    for number in range(500):
        shutil.copytree(case.folder, case.folder.with_name(f"exhibit-{number}"), ignore=shutil.ignore_patterns("bundle*"))


def bundle_as_link(path):
    """A hard link to something else is as good as a file, and no better."""
    path.write_bytes(b"something else")


STICKS = {
    # As people leave them
    "empty": lambda case: shutil.rmtree(case.stick / "VITRINE"),
    "in-capitals": capitals,
    "left-by-a-mac": left_by_a_mac,
    "left-by-windows": left_by_windows,
    "only-a-mac-s-shadow": only_a_shadow,
    "holiday-pictures": lambda case: files(case.stick, 9000),
    "a-folder-of-30000": lambda case: files(case.stick / "DCIM", 30000),
    "30000-pictures-and-nothing-else": lambda case: (shutil.rmtree(case.stick / "VITRINE"), files(case.stick, 12000)),
    "deep-folders": deep,
    "odd-names": odd_names,
    "500-other-exhibits": many_exhibits,
    "other-exhibit-only": renamed("VITRINE/sample", "VITRINE/other"),
    "files-without-their-folder": lambda case: [path.rename(case.stick / path.name) for path in list(case.folder.iterdir())],
    "folder-with-a-space": renamed("VITRINE", "VITRINE "),
    "folder-in-cyrillic": renamed("VITRINE", "V\u0406TRINE"),
    "folder-is-a-file": lambda case: (shutil.rmtree(case.stick / "VITRINE"), (case.stick / "VITRINE").write_text("")),
    "exhibit-is-a-file": lambda case: (shutil.rmtree(case.folder), case.folder.write_text("")),
    "manifest-missing": gone("manifest.txt"),
    "signature-missing": gone("manifest.txt.minisig"),
    "bundle-missing": gone("bundle.vitrine"),
    "copied-twice": numbered_copy,
    "only-the-copy": only_a_copy,
    "two-manifests": two_spellings,
    "installed-already": lambda case: case.put(serial=1, original=True),
    "same-number-other-content": lines(serial=1),
    "number-zero": lines(serial=0),
    "number-too-far": lines(serial=1000002),
    "newer-schema": lines(schema=1),
    "for-another": lines(exhibit="other"),
    # Copied badly
    "copied-half": lambda case: os.truncate(case.folder / "bundle.vitrine", case.size // 2),
    "copied-empty": lambda case: os.truncate(case.folder / "bundle.vitrine", 0),
    "a-byte-longer": lambda case: os.truncate(case.folder / "bundle.vitrine", case.size + 1),
    "a-byte-changed": swapped,
    "manifest-empty": lambda case: os.truncate(case.folder / "manifest.txt", 0),
    "signature-empty": lambda case: os.truncate(case.folder / "manifest.txt.minisig", 0),
    "manifest-through-an-editor": text(lambda content: content.replace(b"\n", b"\r\n"), sign=False),
    "signature-through-an-editor": signature(lambda content: content.replace(b"\n", b"\r\n")),
    # Signed, and wrong all the same
    "crlf-signed": text(lambda content: content.replace(b"\n", b"\r\n")),
    "byte-order-mark": text(lambda content: b"\xef\xbb\xbf" + content),
    "line-behind-the-end": text(lambda content: content + b"more=1\n"),
    "line-twice": text(lambda content: content.replace(b"serial=2\n", b"serial=2\nserial=3\n")),
    "lines-in-other-order": text(lambda content: b"\n".join(sorted(content.split(b"\n")))),
    "no-last-line-feed": text(lambda content: content[:-1]),
    "exhibit-with-a-path": lines(exhibit="../../etc"),
    "number-overflows": lines(serial=18446744073709551616),
    "number-with-a-zero": lines(serial="02"),
    "number-negative": lines(serial=-1),
    "size-zero": lines(size=0),
    "size-over-2-gib": lines(size=2147483648),
    "hash-in-capitals": lambda case: case.put(hash=case.hash.upper()),
    "title-of-terminal-codes": lines(title="\x1b[2J"),
    "title-of-81": lines(title="x" * 81),
    "title-not-utf-8": text(lambda content: content.replace(b"title=", b"title=\xff")),
    "nul-in-the-manifest": text(lambda content: content.replace(b"title=", b"title=\0")),
    "other-version": text(lambda content: content.replace(b"vitrine-bundle 1", b"vitrine-bundle 2")),
    "of-another-kind": text(lambda content: content.replace(b"vitrine-bundle 1", b"vitrine-software 1")),
    "manifest-of-5-kib": text(lambda content: content.replace(b"title=", b"title=" + b"x" * 5000)),
    # Signed by nobody we know
    "stranger": lambda case: case.sign(stranger=True),
    "signature-of-another": other_manifest,
    "comment-changed": signature(lambda content: content.replace(b"trusted comment: a test", b"trusted comment: a toast")),
    "legacy-signature": signature(legacy),
    "signature-without-lines": signature(lambda content: content.replace(b"\n", b" ")),
    "signature-cut": signature(lambda content: content[:-10]),
    "signature-twice": signature(lambda content: content + content),
    "signature-of-2-kib": signature(lambda content: content + b"x" * 2048),
    # Not even files
    "manifest-without-end": sparse("manifest.txt", SPARSE),
    "signature-without-end": sparse("manifest.txt.minisig", SPARSE),
    "bundle-without-end": sparse("bundle.vitrine", SPARSE),
    "manifest-a-link": replaced("manifest.txt", link_out),
    "bundle-a-link": replaced("bundle.vitrine", link_out),
    "bundle-a-link-to-itself": replaced("bundle.vitrine", linked_to_itself),
    "bundle-something-else": replaced("bundle.vitrine", bundle_as_link),
    "exhibit-a-link": linked_folder,
    "root-a-link": linked_root,
    "manifest-a-pipe": replaced("manifest.txt", os.mkfifo),
    "signature-a-pipe": replaced("manifest.txt.minisig", os.mkfifo),
    "bundle-a-pipe": replaced("bundle.vitrine", os.mkfifo),
    "bundle-a-socket": replaced("bundle.vitrine", listen),
    "bundle-a-device": replaced("bundle.vitrine", device),
    "manifest-a-folder": replaced("manifest.txt", os.mkdir),
    "bundle-a-folder": replaced("bundle.vitrine", os.mkdir),
    "no-stick": lambda case: shutil.rmtree(case.stick),
}
