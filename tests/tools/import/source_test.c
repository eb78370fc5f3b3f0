/* Which files count, in which editions, and what exhibit.ini settles. */
#include "collect.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define TEI(body)                                                                                  \
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>" body "</body></text></TEI>"
#define DIV(id) "<div type='document' xml:id='" id "'><head>" id "</head><p>Words.</p></div>"

static const char *below(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", harness_temporary_directory(), name);
    return path;
}

static void put(const char *name, const char *content)
{
    FILE *file = fopen(below(name), "wb");
    if (EXPECT(file)) {
        fputs(content, file);
        fclose(file);
    }
}

/* An exhibit with what belongs and what does not. */
static void make_exhibit(const char *settings)
{
    static const char *const folders[] = {"e", "e/letters", "e/letters/box", NULL};
    for (size_t i = 0; folders[i]; i++)
        mkdir(below(folders[i]), 0777);
    put("e/letters/volume.xml", TEI(DIV("d2") DIV("d1")));
    put("e/letters/single.txt", "5. One\n\nIt is told here, at length.\n\nA. Bee\n");
    put("e/letters/box/b.txt", "6. Two\n\nIt is told here, at length.\n\nA. Bee\n");
    put("e/letters/box/a.xml", TEI("<p>Words.</p>"));
    put("e/letters/box/notes.odt", "");
    put("e/letters/box/README.txt", "no letter");
    put("e/letters/box/.hidden.xml", "no letter");
    put("e/letters/box/catalogue.xml", "<catalogue/>");
    put("e/letters/header.xml", TEI("<p>This file holds the header of all.</p>"));
    put("e/exhibit.ini", settings);
}

static void expect_letters(const struct collected *got, const char *expected)
{
    char keys[1000] = "";
    for (size_t i = 0; i < got->letter_count; i++) {
        const struct key *key = &got->letters[i].summary.key;
        size_t length = strlen(keys);
        snprintf(keys + length, sizeof keys - length, "%s/%s ", key->edition, key->id);
    }
    EXPECT_TEXT(keys, expected);
}

static void test_exhibit(void)
{
    struct collected got;
    make_exhibit("id=e1\ntitle=The Exhibit\nlanguages=de en\n[edition single]\ntitle=Alone\n"
                 "[edition volume]\ntitle=The Volume\nlang=fr\n");
    collect_source(&got, below("e/"));
    EXPECT_TEXT(got.error.message, "");
    expect_letters(&got, "single/5 volume/d2 volume/d1 box/a box/6 ");
    EXPECT_TEXT(collect_warnings(&got),
                "notes.odt:0: this kind of file is not read\n"
                "header.xml:0: one paragraph without heading, date or sender, beside volumes of "
                "letters, is taken for a remark\n"
                "exhibit.ini:0: the edition \"box\" has no title and is shown under this name\n");
    EXPECT_TEXT(got.exhibit.id, "e1");
    EXPECT_TEXT(got.exhibit.title, "The Exhibit");
    EXPECT_INT(got.exhibit.lang_count, 2);
    if (EXPECT_INT(got.edition_count, 3)) {
        EXPECT_TEXT(got.editions[0].title, "Alone");
        EXPECT_TEXT(got.editions[0].lang, "de");
        EXPECT_TEXT(got.editions[1].title, "The Volume");
        EXPECT_TEXT(got.editions[1].lang, "fr");
        EXPECT_TEXT(got.editions[2].title, "box");
    }
    EXPECT_TEXT(got.letters[1].version_lang, "fr");
    collect_fini(&got);
}

static void test_bare_folder_takes_tei_only(void)
{
    struct collected got;
    make_exhibit("");
    collect_source(&got, below("e/letters/box"));
    expect_letters(&got, "a/a ");
    EXPECT_TEXT(got.exhibit.id, "box");
    collect_fini(&got);
}

static void expect_failure(const char *path, enum status status, const char *end)
{
    struct collected got;
    collect_source(&got, path);
    EXPECT_INT(got.status, status);
    size_t length = strlen(got.error.message), tail = strlen(end);
    EXPECT_TEXT(length > tail ? got.error.message + length - tail : got.error.message, end);
    collect_fini(&got);
}

static void test_bad_settings(void)
{
    make_exhibit("id=e1\ncolour=red\n");
    expect_failure(below("e"), STATUS_INVALID,
                   "exhibit.ini:2: the key \"colour\" is not known; there are id, title, title.LL, "
                   "languages, credits, and settings of the viewer");
    make_exhibit("id=e1\n[edition box]\nsize=2\n");
    expect_failure(below("e"), STATUS_INVALID,
                   "exhibit.ini:3: the key \"size\" is not known; an edition has title and lang");
    make_exhibit("[edition bux]\ntitle=B\n");
    struct collected got;
    collect_source(&got, below("e"));
    EXPECT(strstr(collect_warnings(&got), "no letters belong to the edition \"bux\"") != NULL);
    collect_fini(&got);
}

static void test_nothing_there(void)
{
    mkdir(below("empty"), 0777);
    put("picture.png", "");
    expect_failure(below("missing.xml"), STATUS_NOT_FOUND,
                   "missing.xml: No such file or directory");
    expect_failure(below("empty"), STATUS_NOT_FOUND, "empty/letters");
    expect_failure(below("picture.png"), STATUS_UNSUPPORTED,
                   "picture.png: not a kind of file that is read; give TEI (.xml), Word "
                   "(.docx), Markdown (.md) or text (.txt)");
}

/* Beside letters/ and within; each serves the editions below it. */
static void test_registers(void)
{
    struct collected got;
    static const char *const folders[] = {"r", "r/letters", "r/letters/box", NULL};
    for (size_t i = 0; folders[i]; i++)
        mkdir(below(folders[i]), 0777);
    put("r/persons.xml", TEI("<listPerson><person xml:id='p1'><persName>Ada Bee</persName></person>"
                             "<person xml:id='p2'><persName>Dee</persName></person></listPerson>"));
    put("r/other.xml", "no register, and not even XML");
    put("r/letters/volume.xml",
        TEI("<div type='letter' xml:id='d1'><head>One</head><p><persName ref='persons.xml#p1'>Ada"
            "</persName> in <placeName ref='#b1'>Vess</placeName>.</p></div>"
            "<div type='letter' xml:id='d2'><p>Two.</p></div>"));
    put("r/letters/box/a.xml", TEI("<p>To <persName ref='#p2'>Dee</persName> in <placeName "
                                   "ref='#b1'>Vess</placeName>.</p><p>Two.</p>"));
    put("r/letters/box/places.xml",
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff><listPlace><place xml:id='b1'>"
        "<placeName>Vessmouth</placeName></place></listPlace></standOff></TEI>");
    collect_source(&got, below("r"));
    EXPECT_TEXT(got.error.message, "");
    expect_letters(&got, "a/a volume/d1 volume/d2 ");
    EXPECT_INT(got.person_count, 4);
    EXPECT_INT(got.term_count, 1);
    EXPECT_INT(collect_span_count(&got, SPAN_PERSON), 2);
    EXPECT_INT(collect_span_count(&got, SPAN_TERM), 1);
    collect_fini(&got);
}

static const struct harness_case cases[] = {
    {"an exhibit's files, editions and order", test_exhibit},
    {"a bare folder: TEI only", test_bare_folder_takes_tei_only},
    {"exhibit.ini with unknown words", test_bad_settings},
    {"no such file, no letters, not a letter", test_nothing_there},
    {"registers beside the letters and among them", test_registers},
    {0},
};

int main(void)
{
    return harness_run(cases);
}
