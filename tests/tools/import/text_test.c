/* Plain-text letters: what belongs where, and what is said about it. */
#include "collect.h"
#include "support/harness.h"

#include <string.h>

/* One letter: the file, its words with notes at their marks, and the warnings. */
struct letter_case {
    const char *source, *words, *warnings;
};

static void expect_letter(const struct letter_case *expected)
{
    struct collected got;
    collect_text(&got, "a.txt", expected->source);
    EXPECT_TEXT(got.error.message, "");
    if (EXPECT_INT(got.letter_count, 1))
        EXPECT_TEXT(collect_words(&got, &got.letters[0]), expected->words);
    EXPECT_TEXT(collect_warnings(&got), expected->warnings);
    collect_fini(&got);
}

static void test_marks_from_one(void)
{
    expect_letter(&(struct letter_case){
        "12. Letter to a Friend\n\nIt rained1 on May 32 and June 43.\n\nA. Bee\n"
        "  1. Hard.\n  2. In 1899.\n  3. All day.\n",
        "Letter to a Friend\nIt rained[1: Hard.] on May 3[2: In 1899.] and June 4[3: All day.].\n"
        "A. Bee",
        ""});
}

/* However the marks are set, the letter is the same. */
static void test_marks_set_apart(void)
{
    static const char *const sources[] = {
        "12. Letter to a Friend\n\nIt rained¹ on 5 km² of May 3², and June 4.³\n\nA. Bee\n"
        "1. Hard.\n2. In 1899.\n3. All day.\n",
        "12. Letter to a Friend\n\nIt rained¹ on 5 km² of May 3², and June 4.³\n\nA. Bee\n"
        "¹ Hard.\n² In 1899.\n³All day.\n",
        "12. Letter to a Friend\n\nIt rained[1] on 5 km² of May 3 [2], and June 4.[3]\n\nA. Bee\n"
        "[1] Hard.\n[2] In 1899.\n[3] All day.\n",
        "12. Letter to a Friend\n\nIt rained[1] on 5 km² of May 3[2], and June 4.[3]\n\nA. Bee\n"
        "1) Hard.\n2) In 1899.\n3) All day.\n",
    };
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        expect_letter(&(struct letter_case){
            sources[i],
            "Letter to a Friend\nIt rained[1: Hard.] on 5 km² of May 3[2: In 1899.], and June "
            "4.[3: All day.]\nA. Bee",
            ""});
}

static void test_superior_figures_of_two_digits(void)
{
    expect_letter(&(struct letter_case){
        "9. Telegram\n\na⁰ b¹ c² d³ e⁴ f⁵ g⁶ h⁷ i⁸ j⁹ k¹⁰ l¹¹.\n\nA. Bee\n"
        "0. Z.\n1. A.\n2. B.\n3. C.\n4. D.\n5. E.\n6. F.\n7. G.\n8. H.\n9. I.\n10. J.\n11. K.\n",
        "Telegram\na[0: Z.] b[1: A.] c[2: B.] d[3: C.] e[4: D.] f[5: E.] g[6: F.] h[7: G.] i[8: "
        "H.] j[9: I.] k[10: J.] l[11: K.].\nA. Bee",
        ""});
}

static void test_brackets_that_are_no_marks(void)
{
    expect_letter(&(struct letter_case){
        "9. Telegram\n\nIt was [12] or [sic] 5 m² at x[1], they say.\n\nA. Bee\n",
        "Telegram\nIt was [12] or [sic] 5 m² at x[1], they say.\nA. Bee",
        "a.txt:3: the figure 1 looks like a mark, but there is no note 1; it is kept as words\n"});
}

static void test_no_notes(void)
{
    expect_letter(&(struct letter_case){
        "Letter to a Friend\n\nIn 1899 we were 4 to 5 people, at 10:30, no. 3, U2, 1,000 feet.\n\n"
        "A. Bee\n",
        "Letter to a Friend\n"
        "In 1899 we were 4 to 5 people, at 10:30, no. 3, U2, 1,000 feet.\nA. Bee",
        ""});
}

static void test_no_signature(void)
{
    expect_letter(&(struct letter_case){
        "7. Telegram\n\nAll is well.1 Come soon, and bring the lamp with you.\n\n1. It was not.\n"
        "2. It is lost.\n",
        "Telegram\nAll is well.[1: It was not.] Come soon, and bring the lamp with you.",
        "a.txt:6: note 2 has no mark in the text; it is shown among the notes only\n"});
}

static void test_mark_at_line_end(void)
{
    expect_letter(&(struct letter_case){
        "8. Telegram\r\n\r\nThe first line ends here1\r\nand the second there.2\r\n\r\nA. Bee\r\n"
        "1. One.\r\n2. Two,\r\n   and more.\r\n",
        "Telegram\nThe first line ends here[1: One.] and the second there.[2: Two, and more.]\n"
        "A. Bee",
        ""});
}

static void test_missing_note(void)
{
    expect_letter(&(struct letter_case){
        "9. Telegram\n\nOne1 and two2 and three3 and four.4\n\nA. Bee\n1. A.\n2. B.\n3. C.\n",
        "Telegram\nOne[1: A.] and two[2: B.] and three[3: C.] and four.4\nA. Bee",
        "a.txt:3: the figure 4 looks like a mark, but there is no note 4; it is kept as words\n"});
}

static void test_note_without_mark(void)
{
    expect_letter(&(struct letter_case){
        "9. Telegram\n\nOne1 and three3 and four.4\n\nA. Bee\n1. A.\n2. B.\n3. C.\n4. D.\n",
        "Telegram\nOne[1: A.] and three[3: C.] and four.[4: D.]\nA. Bee",
        "a.txt:7: note 2 has no mark in the text; it is shown among the notes only\n"});
}

static void test_two_digit_marks(void)
{
    expect_letter(&(struct letter_case){
        "9. Telegram\n\na1 b2 c3 d4 e5 f6 g7 h8 on May 319 i10, in 196211 j12.\n\nA. Bee\n"
        "1. A.\n2. B.\n3. C.\n4. D.\n5. E.\n6. F.\n7. G.\n8. H.\n9. I.\n10. J.\n11. K.\n12. L.\n",
        "Telegram\na[1: A.] b[2: B.] c[3: C.] d[4: D.] e[5: E.] f[6: F.] g[7: G.] h[8: H.] on May "
        "31[9: I.] i[10: J.], in 1962[11: K.] j[12: L.].\nA. Bee",
        ""});
}

static void test_numbered_paragraphs_are_not_notes(void)
{
    expect_letter(&(struct letter_case){
        "9. Telegram\n\nThree things:\n\n1. The lamp.\n\n2. The oil.\n\n3. The wick.\n\nA. Bee\n",
        "Telegram\nThree things:\n1. The lamp.\n2. The oil.\n3. The wick.\nA. Bee", ""});
    expect_letter(&(struct letter_case){
        "9. Telegram\n\nThree things are wanted here.\n\n1. The lamp.\n\n2. The oil.\n",
        "Telegram\nThree things are wanted here.\n1. The lamp.\n2. The oil.",
        "a.txt:5: no mark leads to the numbered paragraphs from here on; they are read as the "
        "letter's own\n"});
}

static void test_source_without_mark(void)
{
    expect_letter(&(struct letter_case){
        "9. Telegram\n\nCome at once, for the lamp is out.1\n\nA. Bee\n"
        "  1. Source: The harbour.\n  2. It was lit again.\n",
        "Telegram[0: Source: The harbour.]\nCome at once, for the lamp is out.[1: It was lit "
        "again.]\nA. Bee",
        "a.txt:6: the list counts the notes from 1, the marks count from 0\n"
        "a.txt:6: note 0 has no mark in the text; as a note of the source it is placed at the "
        "title\n"});
}

static void test_pages_and_dateline(void)
{
    struct collected got;
    collect_text(&got, "a.txt",
                 "No. 3. Letter to a Friend1\n\nVessmouth, May 4, 1886.\n\nDear friend,\n\n"
                 "It rains [Page 12] here.\n\n[Page 13]\n\nThe end.\n\nYours,\n\nA. Bee\nKeeper\n"
                 "1. Source: none.\n");
    if (EXPECT_INT(got.letter_count, 1)) {
        const struct letter *letter = &got.letters[0];
        EXPECT_TEXT(collect_blocks(&got, letter->blocks, letter->block_count),
                    "heading: Letter to a Friend\ndateline: Vessmouth, May 4, 1886.\n"
                    "salutation: Dear friend,\nparagraph: It rains here.\nparagraph: The end.\n"
                    "closing: Yours,\nsignature: A. Bee\nsignature: Keeper\n");
        EXPECT(strstr(collect_words(&got, letter), "It rains |12|here.\n|13|The end.") != NULL);
        EXPECT_TEXT(letter->summary.number, "3");
        EXPECT_TEXT(letter->summary.place, "Vessmouth");
        EXPECT_TEXT(letter->summary.date.from, "1886-05-04");
        EXPECT_TEXT(letter->summary.date.text, "May 4, 1886");
        EXPECT_TEXT(letter->summary.first_words, "It rains here.");
        EXPECT_INT(letter->notes[0].kind, NOTE_SOURCE);
    }
    collect_fini(&got);
}

static void expect_failure(const char *source, enum status status, const char *message)
{
    struct collected got;
    collect_text(&got, "a.txt", source);
    EXPECT_INT(got.status, status);
    const char *slash = strstr(got.error.message, "a.txt");
    EXPECT_TEXT(slash ? slash : got.error.message, message);
    EXPECT_INT(got.letter_count, 0);
    collect_fini(&got);
}

static void test_bad_files(void)
{
    expect_failure("Title\n\nD\xe9j\xe0 vu.\n", STATUS_INVALID,
                   "a.txt:3: the file is not UTF-8; save it as UTF-8 (it may be Latin-1 or "
                   "Windows-1252 now)");
    expect_failure("", STATUS_INVALID,
                   "a.txt:1: the letter has no words; add its text or take it out");
    expect_failure("\n\n70. Title only\n", STATUS_INVALID,
                   "a.txt:3: the letter has no words; add its text or take it out");
}

static const struct harness_case cases[] = {
    {"marks count from one", test_marks_from_one},
    {"marks in superior figures and in brackets", test_marks_set_apart},
    {"superior figures of two digits, from nought", test_superior_figures_of_two_digits},
    {"brackets and squares that are no marks", test_brackets_that_are_no_marks},
    {"no notes at all", test_no_notes},
    {"no signature", test_no_signature},
    {"marks at line ends, CR LF, a note of two lines", test_mark_at_line_end},
    {"a mark without a note", test_missing_note},
    {"a note without a mark", test_note_without_mark},
    {"marks of two digits", test_two_digit_marks},
    {"numbered paragraphs are the letter's own", test_numbered_paragraphs_are_not_notes},
    {"a source note without a mark", test_source_without_mark},
    {"pages, dateline, closing, signature of two lines", test_pages_and_dateline},
    {"Latin-1, nothing, a title alone", test_bad_files},
    {0},
};

int main(void)
{
    return harness_run(cases);
}
