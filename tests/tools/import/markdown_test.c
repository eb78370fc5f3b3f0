/* Markdown letters: front matter, footnotes, blocks, and what is said about them. */
#include "collect.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

/* One letter: the file, its blocks, its words with notes at their marks, and the warnings. */
struct letter_case {
    const char *source, *blocks, *words, *warnings;
};

static void expect_letter(const struct letter_case *expected)
{
    struct collected got;
    collect_text(&got, "a.md", expected->source);
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1)) {
        const struct letter *letter = &got.letters[0];
        if (expected->blocks)
            EXPECT_TEXT(collect_blocks(&got, letter->blocks, letter->block_count),
                        expected->blocks);
        if (expected->words)
            EXPECT_TEXT(collect_words(&got, letter), expected->words);
    }
    EXPECT_TEXT(collect_warnings(&got), expected->warnings);
    collect_fini(&got);
}

static void test_parts(void)
{
    expect_letter(&(struct letter_case){
        "# Letter to a Friend\n\nVessmouth, May 4, 1886.\n\nDear friend,\n\nIt rains\nhere.\n\n"
        "Yours truly,\n\nA. Bee\n\nKeeper\n\nP.S. Bring oil.\n",
        "heading: Letter to a Friend\ndateline: Vessmouth, May 4, 1886.\nsalutation: Dear friend,\n"
        "paragraph: It rains here.\nclosing: Yours truly,\nsignature: A. Bee\nsignature: Keeper\n"
        "postscript: P.S. Bring oil.\n",
        NULL, ""});
}

static void test_unclear_parts_stay_paragraphs(void)
{
    expect_letter(&(struct letter_case){
        "# Telegram\n\nCome at once.\n\nBring oil.\n\nA. Bee\n",
        "heading: Telegram\nparagraph: Come at once.\nparagraph: Bring oil.\nparagraph: A. Bee\n",
        NULL, ""});
}

static void test_closing_and_name_in_one_paragraph(void)
{
    expect_letter(&(struct letter_case){
        "# Telegram\n\nCome at once.\n\nYours,\\\nA. Bee\n",
        "heading: Telegram\nparagraph: Come at once.\nsignature: Yours,\nA. Bee\n", NULL, ""});
}

static void test_lists_quotes_tables_rules(void)
{
    expect_letter(&(struct letter_case){
        "Things:\n\n3. one\n   - two\n     1) three\n\n   more of one\n4. four\n\n> Said\n>\n> - "
        "so\n"
        "\n---\n\n| a | b |\n|---|--:|\n| c | d\\|e |\n\n    as it\n    stands\n",
        "salutation: Things:\nitem 3.: one\nitem \xe2\x80\xa2: two\nitem 1): three\n"
        "item: more of one\nitem 4.: four\nparagraph (quoted): Said\n"
        "item \xe2\x80\xa2 (quoted): so\nrule: \ncell: a\ncell: b\ncell: c\ncell: d|e\n"
        "paragraph: as it\nstands\n",
        NULL, ""});
}

static void test_notes(void)
{
    expect_letter(&(struct letter_case){
        "# 9. Letter[^source]\n\nOne[^1], two[^*] and three[^1].\n\n"
        "[^1]: First, see [^deep].\n\n    And more.\n[^deep]: Deep *down*.\n[^*]: Star.\n"
        "[^source]: The papers.\n",
        NULL,
        "Letter[0: The papers.]\nOne[1: First, see[3: Deep down.]. "
        "/ And more.], two[*: Star.] and three[1: First, see[3: Deep down.]. / And more.].",
        ""});
}

static void test_notes_without_mark_or_note(void)
{
    expect_letter(&(struct letter_case){
        "One[^1] and two[^2] here.\n\n[^1]: First.\n[^3]: Third.\n[^1]: Again.\n", NULL,
        "One[1: First.] and two[^2] here.",
        "a.md:5: the note [^1] is left out: there is one of that name, or its line stands where "
        "no note can\n"
        "a.md:1: there is no note for the mark [^2]; it is kept as words\n"
        "a.md:4: the note has no mark in the text; it is shown among the notes only\n"});
}

static void test_what_is_no_mark_keeps_its_words(void)
{
    expect_letter(&(struct letter_case){
        "Open [^label over\nseveral lines "
        "\xd0\xba\xd0\xbe\xd1\x82\xd0\xbe\xd1\x80\xd0\xb0\xd1\x8f] here, "
        "[&#94;as an entity] there, [^a[b] and\nmore] too.\n",
        NULL,
        "Open [^label over several lines "
        "\xd0\xba\xd0\xbe\xd1\x82\xd0\xbe\xd1\x80\xd0\xb0\xd1\x8f] here, "
        "[^as an entity] there, [^a[b] and more] too.",
        "a.md:2: there is no note for the mark [^as an entity]; it is kept as words\n"});
    expect_letter(&(struct letter_case){
        "Rain![^1] No [^two words] and `[\\^code]`.\n\n[^1]: Much.\n\n[^two words]: Kept too.\n",
        NULL, "Rain![1: Much.] No [^two words] and [\\^code].\n[^two words]: Kept too.",
        "a.md:1: there is no note for the mark [^two words]; it is kept as words\n"
        "a.md:5: there is no note for the mark [^two words]; it is kept as words\n"});
}

static void test_notes_without_words(void)
{
    expect_letter(&(struct letter_case){
        "One[^1] and two[^2] here.\n\n[^1]:\n[^2]: See[^1] there.\n", NULL,
        "One and two[2: See there.] here.", "a.md:3: the note has no words\n"});
}

static void test_pictures(void)
{
    expect_letter(&(struct letter_case){"See ![the harbour](h.jpg) here.\n", NULL, "See here.",
                                        "a.md:1: the picture \"h.jpg\" is not there\n"});
}

static void test_front_matter(void)
{
    struct collected got;
    collect_text(&got, "a.md",
                 "\xef\xbb\xbf---\r\nid: friend/1\r\ntitle: \"Letter: a\"\r\nnumber: 12\r\n"
                 "date: 1886-05-04/1886-05-06\r\ndate_text: early May\r\nplace: Vessmouth\r\n"
                 "from: A. Bee\r\nfrom_person: p_bee\r\nto: C. Dee\r\nlang: ar\r\n"
                 "version: translation\r\nbrief: All about rain.\r\nweb: https://example.org/1\r\n"
                 "colour: red\r\n---\r\nIt rains.\r\n");
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1)) {
        const struct letter *letter = &got.letters[0];
        const struct letter_summary *summary = &letter->summary;
        EXPECT_TEXT(summary->key.id, "friend-1");
        EXPECT_TEXT(summary->title, "Letter: a");
        EXPECT_TEXT(summary->number, "12");
        EXPECT_INT(summary->date.certainty, DATE_RANGE);
        EXPECT_TEXT(summary->date.to, "1886-05-06");
        EXPECT_TEXT(summary->date.text, "early May");
        EXPECT_TEXT(summary->place, "Vessmouth");
        EXPECT_TEXT(summary->sender.person, "p_bee");
        EXPECT_TEXT(summary->recipient.name, "C. Dee");
        EXPECT_TEXT(letter->version_lang, "ar");
        EXPECT_INT(letter->direction, DIRECTION_RTL);
        EXPECT_INT(letter->version_kind, VERSION_TRANSLATION);
        EXPECT_TEXT(letter->brief, "All about rain.");
        EXPECT_TEXT(letter->web, "https://example.org/1");
        EXPECT_TEXT(collect_blocks(&got, letter->blocks, letter->block_count),
                    "heading: Letter: a\nparagraph: It rains.\n");
    }
    EXPECT_TEXT(collect_warnings(&got), "a.md:15: \"colour\" is no field of a letter\n");
    collect_fini(&got);
}

static void test_dates(void)
{
    static const struct {
        const char *value, *from, *to;
        enum date_certainty certainty;
    } dates[] = {
        {"1886-05-04", "1886-05-04", "1886-05-04", DATE_EXACT},
        {"1886-02", "1886-02", "1886-02", DATE_EXACT},
        {"1886?", "1886", "1886", DATE_INFERRED},
        {"[1886-05]", "1886-05", "1886-05", DATE_INFERRED},
        {"1900-02-29", NULL, NULL, DATE_NONE},
        {"1886-13", NULL, NULL, DATE_NONE},
        {"1887/1886", NULL, NULL, DATE_NONE},
        {"May", NULL, NULL, DATE_NONE},
    };
    char source[200];
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct collected got;
        snprintf(source, sizeof source, "---\ndate: %s\n---\nIt rains.\n", dates[i].value);
        collect_text(&got, "a.md", source);
        if (EXPECT_INT(got.letter_count, 1)) {
            EXPECT_INT(got.letters[0].summary.date.certainty, dates[i].certainty);
            EXPECT_TEXT(got.letters[0].summary.date.from, dates[i].from);
            EXPECT_TEXT(got.letters[0].summary.date.to, dates[i].to);
        }
        EXPECT_INT(import_report_count(got.report), dates[i].from ? 0 : 1);
        collect_fini(&got);
    }
}

static void test_links(void)
{
    struct collected got;
    collect_text(&got, "a.md",
                 "[One](#71), [two](letter-72.md), [he](person:p_K), [it](term:t_N), "
                 "[web](https://example.org).\n");
    if (EXPECT_INT(got.letter_count, 1) && EXPECT_INT(got.letters[0].blocks[0].span_count, 4)) {
        const struct span *spans = got.letters[0].blocks[0].spans;
        EXPECT_TEXT(spans[0].target, "a#71");
        EXPECT_TEXT(spans[1].target, "a#letter-72");
        EXPECT_INT(spans[2].kind, SPAN_PERSON);
        EXPECT_TEXT(spans[2].target, "p_K");
        EXPECT_INT(spans[3].kind, SPAN_TERM);
    }
    collect_fini(&got);
}

static void expect_failure(const char *source, enum status status, const char *message)
{
    struct collected got;
    collect_text(&got, "a.md", source);
    EXPECT_INT(got.status, status);
    const char *name = strstr(got.error.message, "a.md");
    EXPECT_TEXT(name ? name : got.error.message, message);
    EXPECT_INT(got.letter_count, 0);
    collect_fini(&got);
}

static void test_bad_files(void)
{
    static const char html[] =
        "HTML is not read; write it as Markdown, a line break as a backslash "
        "at the line's end, a sign < as \\<";
    char message[300];
    snprintf(message, sizeof message, "a.md:5: %s", html);
    expect_failure("---\ntitle: A\n---\nOne\ntwo <b>three</b>.\n", STATUS_INVALID, message);
    snprintf(message, sizeof message, "a.md:3: %s", html);
    expect_failure("One.\n\n<div>\ntwo\n</div>\n", STATUS_INVALID, message);
    expect_failure("One \xff.\n", STATUS_INVALID,
                   "a.md:1: the file is not UTF-8; save it as UTF-8 (it may be Latin-1 or "
                   "Windows-1252 now)");
    expect_failure("---\ntitle: A\n", STATUS_INVALID,
                   "a.md:1: the front matter has no end; close it with a line ---");
    expect_failure("---\nHere it begins\n---\n", STATUS_INVALID,
                   "a.md:2: no field of the front matter; write \"name: value\" on each line "
                   "between the two lines ---");
    expect_failure("# Title only\n", STATUS_INVALID,
                   "a.md:1: the letter has no words; add its text or take it out");
}

static void test_depth(void)
{
    char source[400];
    snprintf(source, sizeof source, "%0300d deep\n", 0);
    memset(source, '>', 300);
    expect_failure(source, STATUS_LIMIT,
                   "a.md:1: lists and quotations stand too deep within each other");
}

static const struct harness_case cases[] = {
    {"dateline, salutation, closing, signature, postscript", test_parts},
    {"what is not clear stays a paragraph", test_unclear_parts_stay_paragraphs},
    {"closing and name in one paragraph", test_closing_and_name_in_one_paragraph},
    {"lists, quotations, tables, rules", test_lists_quotes_tables_rules},
    {"notes by figures, signs and names, in notes", test_notes},
    {"a note without a mark, a mark without a note", test_notes_without_mark_or_note},
    {"brackets that only look like marks", test_what_is_no_mark_keeps_its_words},
    {"a note without words has no mark", test_notes_without_words},
    {"pictures are named in the report", test_pictures},
    {"front matter", test_front_matter},
    {"dates exact, ranged, inferred, impossible", test_dates},
    {"links to letters, persons, terms, the web", test_links},
    {"HTML, Latin-1, no end, no field, no words", test_bad_files},
    {"quotations without end", test_depth},
    {0},
};

int main(void)
{
    return harness_run(cases);
}
