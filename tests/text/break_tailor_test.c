#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "support/harness.h"
#include "text/break.h"

#include <stdlib.h>

/* The text with "|" where a line may end, ":" where it may within a long token, "¶" where it must.
 */
static void expect_breaks(const char *text, const char *expected)
{
    size_t length = strlen(text);
    uint8_t *kinds = memory_zeroed(length + 1, sizeof *kinds);
    struct buffer shown = {0};
    break_opportunities(text, length, kinds);
    break_tailor(text, length, kinds);
    for (size_t i = 0; i < length; i++) {
        if (kinds[i] >= BREAK_TOKEN)
            buffer_text(&shown, kinds[i] == BREAK_TOKEN     ? ":"
                                : kinds[i] == BREAK_ALLOWED ? "|"
                                                            : "¶");
        buffer_byte(&shown, text[i]);
    }
    EXPECT_TEXT(buffer_string(&shown), expected);
    buffer_fini(&shown);
    free(kinds);
}

static void keeps_brackets_whole(void)
{
    expect_breaks("the end [sic] of", "the |end |[sic] |of");
    expect_breaks("a [Page 190] b", "a |[Page 190] |b");
    expect_breaks("so […] on [. . .] and", "so |[…] |on |[. . .] |and");
    expect_breaks("to [the Soviet Union’s] men", "to |[the Soviet Union’s] |men");
    expect_breaks("[a remark of the editors that is long] x",
                  "[a |remark |of |the |editors |that |is |long] |x");
    expect_breaks("[no end here", "[no |end |here");
}

static void keeps_initials_with_their_name(void)
{
    expect_breaks("Mr. J. F. Kennedy spoke", "Mr. |J. F. Kennedy |spoke");
    expect_breaks("N.S. Khrushchev", "N.S. Khrushchev");
    expect_breaks("(Н. С. Хрущев)", "(Н. С. Хрущев)");
    expect_breaks("J.-P. Sartre", "J.-P. Sartre");
    expect_breaks("I. and others", "I. |and |others");
    expect_breaks("the U.S. Government", "the |U.S. Government");
}

static void keeps_dates_together(void)
{
    expect_breaks("on October 28, 1962.", "on |October 28, |1962.");
    expect_breaks("on 28 October 1962", "on |28 October |1962");
    expect_breaks("the 3rd September", "the |3rd September");
    expect_breaks("Sept. 28", "Sept. 28");
    expect_breaks("am 28. Oktober 1962", "am |28. Oktober |1962");
    expect_breaks("le 3 mai, le 1er août", "le |3 mai, |le |1er août");
    expect_breaks("el 3 de mayo de 1962", "el |3 de mayo |de |1962");
    expect_breaks("28 октября 1962 г. в Москве", "28 октября |1962 г. |в |Москве");
    expect_breaks("in October 1962", "in |October |1962");
    expect_breaks("we may 1000 times", "we |may |1000 |times");
}

static void keeps_references_with_their_number(void)
{
    expect_breaks("see No. 5 and p. 190", "see |No. 5 |and |p. 190");
    expect_breaks("vol. XI, pp. xii and 3", "vol. XI, |pp. xii |and |3");
    expect_breaks("(Document 66). See", "(Document 66). |See");
    expect_breaks("§ 5, № 7, гл. 3", "§ 5, |№ 7, |гл. 3");
    expect_breaks("the document mix", "the |document |mix");
    expect_breaks("no 5", "no |5");
}

static void keeps_dashes_off_line_starts(void)
{
    expect_breaks("Европы — часть Германии —", "Европы — |часть |Германии —");
    expect_breaks("— Да, — сказал он. — Нет", "— |Да, — |сказал |он. — |Нет");
    expect_breaks("he “— why?” so – and", "he |“— why?” |so – |and");
    expect_breaks("so—and - not", "so|—|and |- |not");
}

/* With spaces Korean breaks at them, and behind its marks; without, between syllables. */
static void keeps_korean_words(void)
{
    expect_breaks("안녕하세요 대통령 각하, 우리는", "안녕하세요 |대통령 |각하, |우리는");
    expect_breaks("朝鮮의 獨立國임과 1919년의 제3차", "朝鮮의 |獨立國임과 |1919년의 |제3차");
    expect_breaks("남북·북남 ‘평화’가", "남북·|북남 |‘평화’가");
    expect_breaks("吾等은玆에我朝鮮의獨立國임과朝鮮人",
                  "吾|等|은|玆|에|我|朝|鮮|의|獨|立|國|임|과|朝|鮮|人");
}

/* Closing marks, small kana and the long sound begin no line, opening marks end none. */
static void keeps_marks_off_line_ends(void)
{
    expect_breaks("「今日は。」と、", "「今|日|は。」|と、");
    expect_breaks("ちょっとコーヒー・ショップ", "ちょっ|と|コー|ヒー・|ショッ|プ");
    expect_breaks("『春』(一)々!?", "『春』|(一)々!?");
    expect_breaks("他说：“你好。”《红楼梦》的“春”天", "他|说：|“你|好。”|《红|楼|梦》|的|“春”|天");
    expect_breaks("（“春”）、“夏”。", "（“春”）、|“夏”。");
    expect_breaks("一九六二年十月28日、$5", "一|九|六|二|年|十|月|28|日、|$5");
}

static void opens_long_tokens(void)
{
    expect_breaks("https://history.state.gov/historicaldocuments/frus1961-63v06",
                  "https://|history.:state.:gov/|historicaldocuments/|frus1961-:63v06");
    expect_breaks("a_long_file_name_of_the_archive.txt",
                  "a_long_:file_:name_:of_:the_:archive.:txt");
    expect_breaks("U.S.S.R.-controlled_radiostations", "U.S.S.R.-|controlled_:radiostations");
    expect_breaks("short.example.org", "short.example.org");
}

static void marks_emergencies_between_clusters(void)
{
    static const char text[] = "ae\xCC\x81o x"; /* e with a combining acute */
    uint8_t kinds[sizeof text];
    break_opportunities(text, strlen(text), kinds);
    break_tailor(text, strlen(text), kinds);
    static const uint8_t expected[] = {BREAK_NONE,    BREAK_EMERGENCY, BREAK_NONE,
                                       BREAK_NONE,    BREAK_EMERGENCY, BREAK_NONE,
                                       BREAK_ALLOWED, BREAK_MANDATORY};
    for (size_t i = 0; i < sizeof expected; i++)
        EXPECT_INT(kinds[i], expected[i]);
}

static void ends_lines_at_line_feeds(void)
{
    expect_breaks("[a\nb] c", "[a\n¶b] |c");
    expect_breaks("", "");
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"keeps brackets whole", keeps_brackets_whole},
        {"keeps initials with their name", keeps_initials_with_their_name},
        {"keeps dates together", keeps_dates_together},
        {"keeps references with their number", keeps_references_with_their_number},
        {"keeps dashes off line starts", keeps_dashes_off_line_starts},
        {"keeps Korean words", keeps_korean_words},
        {"keeps marks off line ends", keeps_marks_off_line_ends},
        {"opens long tokens", opens_long_tokens},
        {"marks emergencies between clusters", marks_emergencies_between_clusters},
        {"ends lines at line feeds", ends_lines_at_line_feeds},
        {0},
    };
    return harness_run(cases);
}
