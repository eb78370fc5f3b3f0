#include "update/manifest.h"

#include "support/harness.h"

#include <stdio.h>
#include <string.h>

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const char good[] = "vitrine-bundle 1\nexhibit=letters-demo\nserial=42\n"
                           "title=Letters from the harbour\nbuilt=2026-11-20\nschema=1\n"
                           "size=183500800\nblake2b-256=" HASH "\nend\n";

static bool is_read(const char *text, size_t length)
{
    struct manifest manifest;
    struct error error = {0};
    return manifest_parse(text, length, &manifest, &error) == STATUS_OK;
}

static void reads_what_the_protocol_shows(void)
{
    struct manifest manifest = {0};
    struct error error = {0};
    EXPECT_INT(manifest_parse(good, strlen(good), &manifest, &error), STATUS_OK);
    EXPECT_TEXT(manifest.exhibit, "letters-demo");
    EXPECT_INT(manifest.serial, 42);
    EXPECT_TEXT(manifest.title, "Letters from the harbour");
    EXPECT_TEXT(manifest.built, "2026-11-20");
    EXPECT_INT(manifest.schema, 1);
    EXPECT_INT(manifest.size, 183500800);
    EXPECT_INT(manifest.hash[1], 0x11);
}

/* One place of the good text put in other words. */
static void refuses_every_other_spelling(void)
{
    static const struct {
        const char *old, *new;
    } cases[] = {
        {"vitrine-bundle 1", "vitrine-bundle 2"},
        {"vitrine-bundle 1\n", ""},
        {"letters-demo", "Letters"},
        {"letters-demo", ""},
        {"letters-demo", "../../etc"},
        {"letters-demo", "a-name-of-twenty-five-char"},
        {"serial=42", "serial=042"},
        {"serial=42", "serial=+42"},
        {"serial=42", "serial=-1"},
        {"serial=42", "serial= 42"},
        {"serial=42", "serial=42 "},
        {"serial=42", "serial=18446744073709551616"},
        {"serial=42", "serial="},
        {"serial=42", "serial=42\nserial=42"},
        {"serial=42\n", ""},
        {"serial=42\n", "serial=42\r\n"},
        {"title=Letters from the harbour", "title=Bell \a"},
        {"title=Letters from the harbour", "title=\xc2\x85"},
        {"title=Letters from the harbour", "title=\xff"},
        {"title=Letters from the harbour", "title="},
        {"2026-11-20", "2026-11-2"},
        {"2026-11-20", "20261120xx"},
        {"size=183500800", "size=0"},
        {"size=183500800", "size=2147483648"},
        {"blake2b-256=00", "blake2b-256="},
        {"ddeeff\nend", "ddeefF\nend"},
        {"ddeeff\nend", "ddeeff00\nend"},
        {"end\n", "end"},
        {"end\n", ""},
        {"end\n", "end\n\n"},
        {"end\n", "fine\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[600];
        const char *at = strstr(good, cases[i].old);
        const size_t length = (size_t)snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good),
                                               good, cases[i].new, at + strlen(cases[i].old));
        if (!EXPECT(!is_read(text, length)))
            fprintf(stderr, "  with \"%s\" for \"%s\"\n", cases[i].new, cases[i].old);
    }
}

static void takes_the_limits_and_nothing_beyond(void)
{
    struct buffer text = {0};
    struct manifest manifest = {.serial = UINT64_MAX, .schema = 0, .size = MANIFEST_BUNDLE_MAX};
    memset(manifest.exhibit, 'x', MANIFEST_EXHIBIT_MAX);
    memcpy(manifest.built, "2026-11-20", sizeof manifest.built);
    for (int i = 0; i < MANIFEST_TITLE_MAX; i++)
        memcpy(manifest.title + 4 * i, "\xf0\x9d\x84\x9e", 4);
    manifest_format(&manifest, &text);
    EXPECT(is_read(text.bytes, text.length));
    EXPECT(!is_read(text.bytes, text.length - 1));
    buffer_cut(&text, 0);
    char longer[] =
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890"
        "1";
    memcpy(manifest.title, longer, sizeof longer);
    manifest_format(&manifest, &text);
    EXPECT(!is_read(text.bytes, text.length));
    buffer_fini(&text);
}

static void refuses_a_nul_and_too_much(void)
{
    char text[MANIFEST_SIZE_MAX + 2];
    memcpy(text, good, sizeof good);
    *strstr(text, "harbour") = '\0';
    EXPECT(!is_read(text, sizeof good - 1));
    memset(text, 'x', sizeof text);
    memcpy(text, good, sizeof good - 1);
    EXPECT(!is_read(text, sizeof text));
    EXPECT(!is_read("", 0));
}

static void names_the_line(void)
{
    struct manifest manifest;
    struct error error = {0};
    static const char wrong[] = "vitrine-bundle 1\nexhibit=demo\nserial=none\n";
    EXPECT_INT(manifest_parse(wrong, strlen(wrong), &manifest, &error), STATUS_INVALID);
    EXPECT_TEXT(error.message, "line 3 of the manifest is not as it should be");
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads what the protocol shows", reads_what_the_protocol_shows},
        {"refuses every other spelling", refuses_every_other_spelling},
        {"takes the limits and nothing beyond", takes_the_limits_and_nothing_beyond},
        {"refuses a NUL and too much", refuses_a_nul_and_too_much},
        {"names the line", names_the_line},
        {0},
    };
    return harness_run(cases);
}
