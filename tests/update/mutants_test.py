"""The test of the tests: each check of the update, taken out of the code by itself, must be missed by one of them.

A mutant is one piece of a source and what stands there instead. Those that no test can tell from the original are declared,
with the reason; they too are tried, so that a declaration that is no longer true fails. Syncs are left out one by one in
crash_test.c.

Usage: mutants_test.py COMPILER SOURCE_DIR BINARY_DIR [FILE...]    only the mutants of those files"""
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

COMPILER, SOURCE, BINARY = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]).resolve()
TESTS = ("stage", "checks", "select", "state", "manifest", "signature", "visits", "status_line", "report", "fault", "crash")
TIMEOUT_S = 120

CAUGHT = "caught"

# (file, what is taken out, the piece, what stands there instead, CAUGHT or the reason why nobody can tell)
MUTANTS = [
    # ---- Stage
    ("stage", "signature", 'if (code != CODE_OK) {\n        error_set(&stage->outcome->detail, STATUS_INVALID, "key',
     'if (code == CODE_COUNT) {\n        error_set(&stage->outcome->detail, STATUS_INVALID, "key', CAUGHT),
    ("stage", "hash", "memcmp(hash, stage->manifest.hash, sizeof hash) == 0", "true", CAUGHT),
    ("stage", "size while copying", "if (code == CODE_OK && copied > stage->manifest.size)",
     "if (code == CODE_COUNT && copied > stage->manifest.size)", CAUGHT),
    ("stage", "size at the end", "return copied == stage->manifest.size && memcmp(", "return memcmp(",
     "a bundle of another size has another hash"),
    ("stage", "exhibit, floor, schema", "code = judge(&stage);", "(void)judge(&stage);", CAUGHT),
    ("stage", "free space", "return space >= needed ? CODE_OK : CODE_SPACE;", "return CODE_OK;", CAUGHT),
    ("stage", "room kept beside the copy", "stage->manifest.size + STAGE_RESERVE_BYTES", "stage->manifest.size", CAUGHT),
    ("stage", "time of the look-up", "elapsed_ms(stage) > STAGE_LOOK_UP_MS", "false", CAUGHT),
    ("stage", "a stick that stalls", "now_ms - before_ms > STAGE_STALL_MS || ", "", CAUGHT),
    ("stage", "time of the whole", " || now_ms > STAGE_WHOLE_MS", "", CAUGHT),
    ("stage", "a stick that was pulled", "if (is_stopped(stage))", "if (false)", CAUGHT),
    ("stage", "names in a folder", "++look_up->names > STAGE_NAMES_MAX", "++look_up->names < 0", CAUGHT),
    ("stage", "length of the small files", "content->length > limit ? fail(", "false ? fail(",
     "what reads them has the same limits, and no more than a piece beyond is read"),
    ("stage", "nothing left after a failure", 'if (code != CODE_OK)\n        store_remove(&stage->kiosk->store, "inbox/new");',
     "", CAUGHT),
    ("stage", "nothing left of the stick before", 'store_remove(&kiosk->store, "inbox/new");\n    enum', "enum", CAUGHT),
    # ---- Commit
    ("commit", "signature, again", "if (code != CODE_OK)\n        return code;\n    commit->outcome->serial",
     "if (code == CODE_COUNT)\n        return code;\n    commit->outcome->serial", CAUGHT),
    ("commit", "hash, again", "installed_hash(&kiosk->store, STAGED, &commit->manifest)", "CODE_OK", CAUGHT),
    ("commit", "exhibit, floor, schema, again", "code = judge(commit);\n    return", "(void)judge(commit);\n    return",
     "what the probe has seen is judged once more behind it"),
    ("commit", "exhibit, floor, schema, behind the probe", "if (code == CODE_OK)\n        code = judge(commit);", "", CAUGHT),
    ("commit", "probe", 'code = probe(probe_self, STAGED "/" INSTALLED_BUNDLE, &commit->outcome->detail);',
     "(void)probe, (void)probe_self;", CAUGHT),
    ("commit", "what an earlier cut left", "else if (answer == -EEXIST)\n        answer = store_remove(store, commit->folder);",
     "else if (answer == -EEXIST)\n        answer = 0;", CAUGHT),
    ("commit", "nothing left after a failure", "else\n        store_remove(&kiosk->store, STAGED);", "", CAUGHT),
    # ---- Whether it is wanted
    ("plan", "exhibit", "strcmp(manifest->exhibit, kiosk->exhibit) != 0", "false", CAUGHT),
    ("plan", "number too far", "manifest->serial - state->floor > STATE_SERIAL_STEP", "false", CAUGHT),
    ("plan", "schema", "manifest->schema > kiosk->schema", "false", CAUGHT),
    ("plan", "failed here before", "state_is_bad(state, id)", "false", CAUGHT),
    ("plan", "installed already", "strcmp(state->active, id) == 0 || ", "", CAUGHT),
    ("plan", "on trial already", " || strcmp(state->trial, id) == 0)\n        return CODE_INSTALLED", ")\n        return CODE_INSTALLED",
     CAUGHT),
    ("plan", "floor", "if (manifest->serial < state->floor)", "if (false)", CAUGHT),
    ("plan", "number used already", "is_reused(state, id, manifest->serial) ? CODE_REUSED : CODE_OK", "CODE_OK", CAUGHT),
    ("audit", "condemned ones are wanted again", "(audit_is_condemned(kiosk, id) || !recover_holds(kiosk, id))", "!recover_holds(kiosk, id)", CAUGHT),
    ("audit", "damaged ones are wanted again", "(audit_is_condemned(kiosk, id) || !recover_holds(kiosk, id))", "audit_is_condemned(kiosk, id)", CAUGHT),
    ("audit", "whole ones are not", "is_named && (audit_is_condemned(kiosk, id) || !recover_holds(kiosk, id))", "is_named", CAUGHT),
    ("audit", "the previous one is repaired too", "code == CODE_INSTALLED || (code == CODE_OLDER && strcmp(state->previous, id) == 0);", "code == CODE_INSTALLED;", CAUGHT),
    ("audit", "no other old one is taken", "(code == CODE_OLDER && strcmp(state->previous, id) == 0)", "code == CODE_OLDER", CAUGHT),
    ("audit", "read again under the lock", "    audit_run(kiosk, ret_id, &found);\n    if (found.code != CODE_DAMAGED)\n        return found.code;\n    return audit_condemn", "    return audit_condemn", CAUGHT),
    ("audit", "only what was replaced is forgiven", "if ((size_t)(stop - at) != length || memcmp(at, id, length) != 0)", "if (false)", CAUGHT),
    ("plan", "the one that staff went back from", "if (strcmp(state->previous, id) == 0)", "if (false)", CAUGHT),
    ("commit", "what stays in reserve does not come", "code == CODE_OK && is_in_reserve(commit) ?", "false ?", CAUGHT),
    ("commit", "what is shown does come", "strcmp(commit->id, commit->state.previous) == 0 &&\n           audit_look(commit->kiosk, commit->state.active) == CODE_OK", "strcmp(commit->id, commit->state.previous) == 0", CAUGHT),
    ("audit", "deaths of what was replaced", "starts_forget(&kiosk->run);", "", CAUGHT),
    ("commit", "what was replaced may be shown", "if (answer == 0)\n        answer = audit_forget(commit->kiosk, commit->id);", "", CAUGHT),
    # ---- Start
    ("select", "a start is counted before it", "next.tries--;", "", CAUGHT),
    ("select", "no start without its count", "if (!save(choice, &next) || code != CODE_OK) {", "if (!save(choice, &next) && code != CODE_OK) {",
     CAUGHT),
    ("select", "tries are used up", "next.tries == 0 || code == CODE_DAMAGED", "code == CODE_DAMAGED", CAUGHT),
    ("select", "damaged trial", "next.tries == 0 || code == CODE_DAMAGED", "next.tries == 0", CAUGHT),
    ("select", "what failed is remembered", "state_add_bad(&next, next.trial);", "", CAUGHT),
    ("select", "deaths", "return starts_count(&choice->starts, id, choice->now_ms, SELECT_DEATHS_MS) >= SELECT_DEATHS;",
     "(void)choice, (void)id;\n    return false;", CAUGHT),
    ("audit", "exhibit of what is shown", "return plan_is_of(&kiosk->is, &manifest) ? CODE_OK : CODE_DAMAGED;",
     "return CODE_OK;", CAUGHT),
    ("select", "bad ones are no refuge", "!state_is_bad(&others->choice->state, name) && ", "", CAUGHT),
    ("select", "hash of a refuge", "recover_holds(others->choice->kiosk, name)) {", "true) {", CAUGHT),
    ("select", "what is confirmed was shown", "!is_trial_shown(kiosk, &next)) {", "next.trial[0] == '\\0') {", CAUGHT),
    ("select", "the floor rises", "next.floor = serial;", "", CAUGHT),
    ("select", "a rebuilt state is written", "if (rebuilt) {", "if (false) {", CAUGHT),
    ("select", "nothing deleted while something is wrong",
     "(ret_outcome->code == CODE_OK || ret_outcome->code == CODE_FELL_BACK))", "true)", CAUGHT),
    # ---- What is installed
    ("installed", "size", "if (size != expected)\n        return CODE_DAMAGED;", "(void)expected;", CAUGHT),
    ("installed", "first bytes", "memcmp(start, magic, sizeof magic) == 0 ? CODE_OK", "true ? CODE_OK", CAUGHT),
    ("installed", "signature", "if (code == CODE_SIGNATURE)\n        return code;", "", CAUGHT),
    ("installed", "hash", "memcmp(hash, manifest->hash, sizeof hash) == 0 ? CODE_OK", "true ? CODE_OK", CAUGHT),
    ("installed", "size of what is hashed", "return size == manifest->size && memcmp(", "return memcmp(",
     "a bundle of another size has another hash"),
    ("recover", "hash", " &&\n           installed_hash(&kiosk->store, folder, &manifest) == CODE_OK;", ";", CAUGHT),
    ("recover", "folder and manifest agree", "strcmp(expected, id) == 0 && ", "", CAUGHT),
    ("recover", "what a stick just brings", "if (!kiosk->spares_inbox)", "", CAUGHT),
    ("recover", "only what no state names", "if (!state_names(state, ids.ids[i]))", "", CAUGHT),
    # ---- Parsers
    ("state", "checksum", "valid = again.length == length && memcmp(again.bytes, text, length) == 0;", "", CAUGHT),
    ("state", "length", "length <= STATE_SIZE_MAX && ", "", "every state of that form is shorter"),
    ("state", "tries", " && state->tries <= STATE_TRIES", "", CAUGHT),
    ("manifest", "one spelling", "if (!is_only_spelling(&manifest, bytes, length))", "if (false)", CAUGHT),
    ("manifest", "first line", "return read_first_line(lines) &&", "return next_line(lines, &(const char *){NULL}, &(size_t){0}) &&",
     "the one spelling has the first line"),
    ("manifest", "exhibit", " &&\n           manifest_is_exhibit(manifest->exhibit)", "", CAUGHT),
    ("manifest", "title", " &&\n           is_title(manifest->title)", "", CAUGHT),
    ("manifest", "day", " &&\n           is_day(manifest->built)", "", CAUGHT),
    ("manifest", "size", " && manifest->size >= 1 &&\n           manifest->size <= MANIFEST_BUNDLE_MAX", "", CAUGHT),
    ("manifest", "overflow", "*digit < '0' || *digit > '9' || number > (UINT64_MAX - value) / 10", "*digit < '0' || *digit > '9'",
     "what overflows is spelt otherwise"),
    ("report", "length", "length == 0 || length > REPORT_SIZE_MAX || ", "length == 0 || ", CAUGHT),
    # ---- Requests
    ("request", "how often", "if (uses.counts[kind] >= kinds[kind].per_hour)", "if (false)", CAUGHT),
    ("request", "length", "length <= VISIT_LINE_LENGTH_MAX && ", "", "each of the three readers has its own limit"),
    ("counts", "rows", "if (counts->count == COUNTS_ROWS_MAX)", "if (false)", CAUGHT),
    ("counts", "numbers of a row", "if (row->value_count < COUNTS_VALUES_MAX) {", "if (row->value_count < COUNTS_VALUES_MAX - 1) {",
     CAUGHT),
    ("visits", "few visits", ">= VISITS_HOUR_MIN", ">= 1", CAUGHT),
    ("visits", "seldom", "now_ms - since_ms >= VISITS_WAIT_MS", "true", CAUGHT),
    ("visits", "what waits is bounded", "if (answer != 0 && waiting.length <= WAITING_MAX)", "if (answer != 0)", CAUGHT),
    ("visits", "old days", "if (kept < VISITS_DAYS_MAX - 1 && bytes <= VISITS_BYTES_MAX)", "if (kept < VISITS_DAYS_MAX - 1)", CAUGHT),
    ("visit_line", "letters", "ret_visit->letter_count == VISIT_LINE_LETTERS_MAX ||", "", CAUGHT),
    ("visit_line", "numbers", "return number <= most;", "(void)most;\n    return true;", CAUGHT),
    ("save", "whole before it has its name", "if (save->answer == 0)\n        save->answer = stick->calls->rename(",
     "if (save->answer != -ENODEV)\n        save->answer = stick->calls->rename(", CAUGHT),
    ("save", "no half file", "if (save->answer != 0)\n        store_remove(stick, beside);", "", CAUGHT),
    # ---- Files
    ("store", "interrupted reading", "while (count == -EINTR);", "while (false);", CAUGHT),
    ("store", "a short write", "at += count;\n        length -= (size_t)count;", "return 0;", CAUGHT),
    ("store", "a failing sync", "if (answer == 0)\n        answer = sync_file(files, file);", "if (answer == 0)\n        (void)sync_file(files, file);", CAUGHT),
    ("store", "a file too long", "return content->length - before > limit ? -EFBIG : 0;", "return 0;", CAUGHT),
]

if len(sys.argv) > 4:
    MUTANTS = [mutant for mutant in MUTANTS if mutant[0] in sys.argv[4:]]

FLAGS = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE", "-O0", "-g0", "-w", "-I", SOURCE / "tests",
         "-I", SOURCE / "tests/update", *(f"-I{BINARY}/include/{name}" for name in ("update", "base", "bundle_sign"))]
LIBRARIES = ["-lsodium", "-linih"]
LAUNCHER = [os.environ["VITRINE_LAUNCHER"]] if os.environ.get("VITRINE_LAUNCHER") else []


def compile_to(source, target):
    return subprocess.run([*LAUNCHER, COMPILER, *FLAGS, "-c", source, "-o", target], capture_output=True, text=True)


def workers():
    return concurrent.futures.ThreadPoolExecutor(os.cpu_count())


class Bench:
    """Everything compiled once, into an archive; a mutant's object stands before it when a test is linked."""

    def __init__(self, folder):
        self.folder = folder
        sources = [*(SOURCE / "src/update").glob("*.c"), *(SOURCE / "src/base").glob("*.c"),
                   *(SOURCE / "tools/bundle/sign").glob("secret_key*.c"), SOURCE / "tests/support/harness.c",
                   SOURCE / "tests/update/exhibit.c", SOURCE / "tests/update/model_disk.c"]
        tests = [SOURCE / f"tests/update/{name}_test.c" for name in TESTS]
        objects = [self.folder / f"{source.stem}-{number}.o" for number, source in enumerate(sources + tests)]
        with workers() as pool:
            for done in pool.map(compile_to, sources + tests, objects):
                assert done.returncode == 0, done.stderr
        self.tests = dict(zip(TESTS, objects[len(sources):]))
        self.archive = folder / "all.a"
        subprocess.run(["ar", "rcs", self.archive, *objects[:len(sources)]], check=True)

    def failing_test(self, mutated, tests, name):
        """The first test that fails with that object (None: with the original), or None."""
        program = self.folder / f"program-{name}"
        for test in tests:
            subprocess.run([COMPILER, self.tests[test], *([mutated] if mutated else []), self.archive, *LIBRARIES, "-o", program],
                           check=True, capture_output=True)
            environment = {**os.environ, "VITRINE_SOURCE_DIR": str(SOURCE), "VITRINE_BINARY_DIR": str(self.folder)}
            try:
                done = subprocess.run([program], capture_output=True, timeout=TIMEOUT_S, env=environment, cwd=self.folder)
            except subprocess.TimeoutExpired:
                return test
            if done.returncode != 0:
                return test
        return None

    def judge(self, number):
        file, what, piece, instead, _ = MUTANTS[number]
        text = (SOURCE / f"src/update/{file}.c").read_text()
        if text.count(piece) != 1:
            return f"{file}: {what}: the piece stands there {text.count(piece)} times"
        source, target = self.folder / f"mutant-{number}.c", self.folder / f"mutant-{number}.o"
        source.write_text(text.replace(piece, instead))
        done = compile_to(source, target)
        if done.returncode != 0:
            return f"{file}: {what}: does not compile: {done.stderr[:300]}"
        first = [test for test in TESTS if test == file]
        return self.failing_test(target, first + [test for test in TESTS if test not in first], number)


def main():
    failed, caught, equivalent = [], 0, 0
    with tempfile.TemporaryDirectory(prefix="vitrine-mutants-") as folder:
        bench = Bench(pathlib.Path(folder))
        fault = bench.failing_test(None, TESTS, "original")
        if fault is not None:
            sys.exit(f"{fault}_test fails without any change")
        with workers() as pool:
            for mutant, test in zip(MUTANTS, pool.map(bench.judge, range(len(MUTANTS)))):
                file, what, _, _, expected = mutant
                is_fault = test is not None and test not in TESTS
                caught += test is not None
                equivalent += test is None
                print(f"{file}: without {what}: {'missed by ' + test + '_test' if test in TESTS else test or 'not missed'}", flush=True)
                if is_fault or (test is None) != (expected != CAUGHT):
                    failed.append(f"{file}: {what}: expected: {expected}")
    print(f"{len(MUTANTS)} checks taken out: {caught} missed, {equivalent} that nobody can tell")
    for line in failed:
        print("FAILED", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
