"""Each check of tools/checks can fail: given a small bad tree it names the file, the line and the fault."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = os.environ["VITRINE_SOURCE_DIR"]

MAP = """# Map
## Modules
| module | may use |
|---|---|
| `base` | |
| `view` | `base` |
| `bundle` | `base` |
| `platform/sdl` | `base` |
## Outside libraries
| library | headers | folder |
|---|---|---|
| SQLite | `sqlite3.h` | `src/bundle` |
| FreeType | `ft2build.h` `FT_*_H` | `src/bundle` |
## Programs
| program | links |
|---|---|
| `show` | `libsqlite3` |
"""


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="vitrine-checks-")
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, path, text):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def run_check(self, name, *arguments):
        """Answers exit code and output of a check run on the small tree."""
        script = os.path.join(SOURCE, "tools/checks", name + ".py")
        result = subprocess.run([sys.executable, script, self.root, *arguments], capture_output=True, text=True)
        return result.returncode, result.stdout + result.stderr

    def compile(self, path, *flags):
        """Compiles one file of the tree into build/ and lists it in compile_commands.json."""
        build = os.path.join(self.root, "build")
        os.makedirs(build, exist_ok=True)
        source = os.path.join(self.root, path)
        command = ["cc", "-std=c11", "-g", *flags, "-c", source, "-o", "object.o"]
        subprocess.run(command, cwd=build, check=True)
        entry = {"directory": build, "file": source, "command": " ".join(command)}
        self.write("build/compile_commands.json", json.dumps([entry]))
        return build

    def expect_fault(self, outcome, *texts):
        code, output = outcome
        self.assertEqual(code, 1, output)
        for text in texts:
            self.assertIn(text, output)

    def expect_pass(self, outcome):
        code, output = outcome
        self.assertEqual(code, 0, output)


class Layering(CheckTest):
    def setUp(self):
        super().setUp()
        self.write("src/README.md", MAP)
        self.write("src/base/status.h", "#include <stdint.h>\n")
        self.write("src/bundle/reader.h", '#include "base/status.h"\n')

    def test_allowed(self):
        self.write("src/bundle/reader.c", '#include "bundle/reader.h"\n#include <sqlite3.h>\n')
        self.expect_pass(self.run_check("layering"))

    def test_against_the_arrow(self):
        self.write("src/view/page.c", '/* one */\n#include "bundle/reader.h"\n')
        self.expect_fault(self.run_check("layering"), "src/view/page.c:2: `view` may not use `bundle`")

    def test_upwards(self):
        self.write("src/view/page.h", "\n")
        self.write("src/base/status.c", '#include "view/page.h"\n')
        self.expect_fault(self.run_check("layering"), "src/base/status.c:1: `base` may not use `view`")

    def test_roundabout_path(self):
        self.write("src/view/page.c", '#include "../bundle/reader.h"\n')
        self.expect_fault(self.run_check("layering"), "src/view/page.c:1: `view` may not use `bundle`")

    def test_commented_out_include_counts_for_nothing(self):
        self.write("src/view/page.c", '/* #include "bundle/reader.h" */\n#include "base/status.h"\n')
        self.expect_pass(self.run_check("layering"))

    def test_outside_library_elsewhere(self):
        self.write("src/view/page.c", "#include <sqlite3.h>\n")
        self.expect_fault(self.run_check("layering"), "src/view/page.c:1: <sqlite3.h> may be included in src/bundle only")

    def test_outside_library_in_quotes(self):
        self.write("src/view/page.c", '#include "sqlite3.h"\n')
        self.expect_fault(self.run_check("layering"), "src/view/page.c:1: <sqlite3.h> may be included in src/bundle only")

    def test_outside_library_by_macro(self):
        self.write("src/view/page.c", "#include FT_FREETYPE_H\n")
        self.expect_fault(self.run_check("layering"), "src/view/page.c:1: <FT_FREETYPE_H> may be included in src/bundle")

    def test_unknown_library(self):
        self.write("src/view/page.c", "\n\n#include <curl/curl.h>\n")
        self.expect_fault(self.run_check("layering"), "src/view/page.c:3: <curl/curl.h> is of no library")

    def test_missing_header(self):
        self.write("src/view/page.c", '#include "view/nowhere.h"\n')
        self.expect_fault(self.run_check("layering"), 'src/view/page.c:1: "view/nowhere.h" is no file')

    def test_generated_header(self):
        self.write("src/bundle/schema.c", '#include "schema_sql.h"\n')
        self.expect_fault(self.run_check("layering"), 'src/bundle/schema.c:1: "schema_sql.h" is no file')
        self.write("src/bundle/schema.sql", "")
        self.expect_pass(self.run_check("layering"))

    def test_folder_without_row(self):
        self.write("src/platform/posix/clock.c", "#include <time.h>\n")
        self.expect_fault(self.run_check("layering"), "src/platform/posix/clock.c:1: this folder is in no row")

    def test_library_with_two_folders(self):
        self.write("src/README.md", MAP.replace("`src/bundle` |\n| FreeType", "`src/bundle` `src/view` |\n| FreeType"))
        self.write("src/view/view.c", "#include <sqlite3.h>\n")
        self.expect_pass(self.run_check("layering"))
        self.write("src/base/status.c", "#include <sqlite3.h>\n")
        self.expect_fault(self.run_check("layering"),
                          "src/base/status.c:1: <sqlite3.h> may be included in src/bundle and src/view only")

    def test_library_without_folder(self):
        self.write("src/README.md", MAP.replace("`src/bundle` |\n| FreeType", "|\n| FreeType"))
        self.expect_fault(self.run_check("layering"), "src/README.md:12: an outside library has headers and a folder")

    def test_program_that_links_too_much(self):
        self.write("show.c", "int main(void) { return 0; }\n")
        os.mkdir(os.path.join(self.root, "bin"))
        program = os.path.join(self.root, "bin/show")
        self.write("extra.c", "int extra;\n")
        library = os.path.join(self.root, "libextra.so")
        subprocess.run(["cc", "-shared", "-fPIC", os.path.join(self.root, "extra.c"), "-o", library], check=True)
        subprocess.run(["cc", os.path.join(self.root, "show.c"), "-o", program, "-Wl,--no-as-needed", library], check=True)
        self.expect_fault(self.run_check("layering", os.path.dirname(program)), "`show` links ")

    def test_nothing_to_check(self):
        os.remove(os.path.join(self.root, "src/base/status.h"))
        os.remove(os.path.join(self.root, "src/bundle/reader.h"))
        self.expect_fault(self.run_check("layering"), "nothing to check here")


class Banned(CheckTest):
    def test_calls(self):
        for call in ("strcpy(a, b)", "sprintf (a, b)", "atoi(a)", "gets(a)", "usleep(3)", "system(a)"):
            with self.subTest(call=call):
                self.write("src/a.c", f"void f(void)\n{{\n    {call};\n}}\n")
                self.expect_fault(self.run_check("banned"), f"src/a.c:3: {call.split('(')[0].strip()} is banned")

    def test_names_alike_and_text_are_no_calls(self):
        self.write("src/a.c", '/* strcpy(a, b) */\nchar *s = "atoi(1)";\nvoid f(void) { my_atoi(1); x.sleep(2); }\n')
        self.expect_pass(self.run_check("banned"))

    def test_time(self):
        self.write("src/view/a.c", "\nlong f(void) { return time(0); }\n")
        self.write("src/platform/posix/clock.c", "\nlong f(void) { return time(0); }\n")
        outcome = self.run_check("banned")
        self.expect_fault(outcome, "src/view/a.c:2: time asks for the time")
        self.assertNotIn("platform", outcome[1])

    def test_unfinished_words(self):
        for word in ("TODO", "FIXME", "not implemented", "for now"):
            with self.subTest(word=word):
                self.write("src/a.c", f"int a;\n/* {word}: more */\n")
                self.expect_fault(self.run_check("banned"), f'src/a.c:2: "{word}"')
        os.remove(os.path.join(self.root, "src/a.c"))
        self.write("src/README.md", "one\n\ntwo TODO\n")
        self.expect_fault(self.run_check("banned"), 'src/README.md:3: "TODO"')

    def test_sleeping_test(self):
        self.write("tests/a.c", "void f(void) { sleep(1); }\n")
        self.expect_fault(self.run_check("banned"), "tests/a.c:1: sleep is banned")

    def check_variables(self, *flags):
        declarations = {
            "static int counter;": "counter", "int shared = 3;": "shared", "static const char *name = \"a\";": "name",
            "int f(void)\n{\n    static int calls;\n    return ++calls;\n}": "calls",
            "_Thread_local int own;": "own"}
        for declaration, name in declarations.items():
            with self.subTest(declaration=declaration):
                self.write("src/a.c", f"#include <stddef.h>\n{declaration}\n"
                                      f"const void *use(void);\nconst void *use(void) {{ return "
                                      f"{'NULL' if name == 'calls' else '&' + name}; }}\n")
                outcome = self.run_check("banned", self.compile("src/a.c", *flags))
                line = 4 if name == "calls" else 2
                self.expect_fault(outcome, f"src/a.c:{line}: `{name}` can be written and outlives a call")

    def test_variables(self):
        self.check_variables()

    def test_variables_in_a_sanitized_build(self):
        self.check_variables("-fsanitize=address,undefined")

    def test_constants_are_no_variables(self):
        self.write("src/a.c", "static const char *const names[] = {\"a\", \"b\"};\nconst int n = 2;\n"
                              "const char *f(int i);\nconst char *f(int i) { return names[i]; }\n")
        for flags in ((), ("-fPIE",), ("-fsanitize=address,undefined",)):
            with self.subTest(flags=flags):
                self.expect_pass(self.run_check("banned", self.compile("src/a.c", *flags)))


class Format(CheckTest):
    def test_badly_formatted(self):
        if not shutil.which("clang-format-14"):
            print("SKIPPED: no clang-format-14 on this machine")
            self.skipTest("no clang-format-14")
        shutil.copy(os.path.join(SOURCE, ".clang-format"), self.root)
        self.write("src/good.c", "int a;\n")
        self.expect_pass(self.run_check("format"))
        self.write("src/bad.c", "int a;\nint  b;\n")
        self.expect_fault(self.run_check("format"), "src/bad.c:2: not as clang-format-14 writes it")


class Sizes(CheckTest):
    def test_long_file(self):
        self.write("src/a.c", "int f(void)\n{\n    return 1;\n}\n" + "\n" * 690)
        code, output = self.run_check("sizes")
        self.assertEqual(code, 0, output)
        self.assertIn("1 functions of src and tools: median 4 lines", output)
        self.assertIn("   694 src/a.c", output)
        self.write("src/a.c", "int f(void)\n{\n    return 1;\n}\n" + "\n" * 700)
        self.expect_fault(self.run_check("sizes"), "src/a.c:704: 704 lines")

    def test_no_function_found(self):
        self.write("src/a.c", "int a;\n")
        self.expect_fault(self.run_check("sizes"), "no function found")


class Links(CheckTest):
    def test_dead_link(self):
        self.write("README.md", "[map](src/README.md#modules) and [home](https://example.org)\n")
        self.expect_fault(self.run_check("links"), "README.md:1: src/README.md is not there")
        self.write("src/README.md", "one\n`base/status.h`\n")
        self.expect_fault(self.run_check("links"), "src/README.md:2: base/status.h is not there")
        self.write("src/base/status.h", "")
        self.expect_pass(self.run_check("links"))

    def test_name_that_is_gone(self):
        self.write("src/base/status.h", "int error_set(void);\n")
        self.write("src/README.md", "`error_set` is called\nby `error_get()`\n")
        self.expect_fault(self.run_check("links"), "src/README.md:2: error_get is no name of the sources")


class Tidy(CheckTest):
    def test_null_dereference(self):
        if not shutil.which("clang-tidy-14"):
            print("SKIPPED: no clang-tidy-14 on this machine")
            self.skipTest("no clang-tidy-14")
        shutil.copy(os.path.join(SOURCE, ".clang-tidy"), self.root)
        self.write("src/a.c", "int f(void);\nint f(void)\n{\n    int *p = 0;\n    return *p;\n}\n")
        self.expect_fault(self.run_check("tidy", self.compile("src/a.c")), "src/a.c:5: ")


class Skipped(unittest.TestCase):
    def test_reason_is_printed(self):
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as file:
            file.write('<testsuite><testcase name="a" status="notrun"><system-out>SKIPPED: no corpus\n</system-out>'
                       '</testcase><testcase name="b" status="run"><system-out>  SKIPPED: no font\nok</system-out>'
                       '</testcase><testcase name="c" status="run"/></testsuite>')
            file.flush()
            script = os.path.join(SOURCE, "tools/checks/skipped.py")
            output = subprocess.run([sys.executable, script, file.name], capture_output=True, text=True, check=True).stdout
        self.assertEqual(output.split("\n")[1:4], ["Skipped:", "  a: no corpus", "  b: no font"])


if __name__ == "__main__":
    unittest.main()
