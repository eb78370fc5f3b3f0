/* In what language words are: as the source says, or, where it says nothing, by their script. */
#include "import/tei_roles.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

/* ISO 639-2 codes that BCP 47 has shorter: RFC 5646, 2.2.1. */
const char *tei_language(const char *code)
{
    static const struct {
        const char *three, *two;
    } codes[] = {{"ara", "ar"}, {"cze", "cs"}, {"deu", "de"}, {"dut", "nl"}, {"ell", "el"},
                 {"eng", "en"}, {"fas", "fa"}, {"fra", "fr"}, {"fre", "fr"}, {"ger", "de"},
                 {"heb", "he"}, {"hun", "hu"}, {"ita", "it"}, {"lat", "la"}, {"nld", "nl"},
                 {"per", "fa"}, {"pol", "pl"}, {"por", "pt"}, {"rus", "ru"}, {"spa", "es"},
                 {"tur", "tr"}, {"ukr", "uk"}, {"yid", "yi"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i].three, code) == 0)
            return codes[i].two;
    return code;
}

static bool is_set_in_line(enum tei_role role)
{
    return role == TEI_TRANSPARENT || role == TEI_SPAN || role == TEI_HIGHLIGHT ||
           role == TEI_PERSON || role == TEI_TERM || role == TEI_REFERENCE || role == TEI_DATE ||
           role == TEI_PLACE_NAME || role == TEI_UNKNOWN || role == TEI_SEGMENT;
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* xml:lang tells of all words within: of whole blocks, or of some words of a line. */
void tei_begin_language(struct tei *tei, struct tei_frame *frame)
{
    const char *lang = tei_attribute(tei, "lang");
    const struct letter *letter = &tei->letter.draft.letter;
    if (!lang || !lang[0] || tei->letter.is_card)
        return;
    lang = tei_language(lang);
    if (is_same(lang, frame->lang))
        return;
    frame->lang = lang;
    if (!is_set_in_line(frame->element->role) && !tei_is_named(frame->element, "q"))
        frame->like.lang = is_same(lang, letter->version_lang) ? NULL : lang;
    else if (!tei_is_named(frame->element, "foreign")) {
        prose_begin(tei_prose(tei), SPAN_FOREIGN, NULL, lang);
        frame->lang_range = true;
    }
}

/* ---- Where nothing is said ---------------------------------------------------------------------
 */

/* Scripts of which one language has most letters in editions; Latin has too many. */
static const struct {
    uint32_t first, last; /* Unicode blocks */
    const char *lang;
} scripts[] = {
    {0x0370, 0x03ff, "el"}, {0x1f00, 0x1fff, "el"}, {0x0400, 0x052f, "ru"},  {0x0530, 0x058f, "hy"},
    {0x0590, 0x05ff, "he"}, {0x0600, 0x06ff, "ar"}, {0x0700, 0x074f, "syr"}, {0x0041, 0x024f, NULL},
};

enum { SCRIPT_COUNT = sizeof scripts / sizeof *scripts };

static void count_letters(const struct block *block, size_t counts[SCRIPT_COUNT])
{
    for (size_t at = 0; at < block->length;) {
        uint32_t sign = utf8_next(block->text, block->length, &at);
        if (sign < scripts[SCRIPT_COUNT - 1].first)
            continue;
        if (sign <= scripts[SCRIPT_COUNT - 1].last) {
            counts[SCRIPT_COUNT - 1]++;
            continue;
        }
        for (size_t i = 0; i < SCRIPT_COUNT - 1; i++)
            counts[i] += sign >= scripts[i].first && sign <= scripts[i].last;
    }
}

static size_t most(const size_t counts[SCRIPT_COUNT])
{
    size_t best = SCRIPT_COUNT - 1;
    for (size_t i = 0; i < SCRIPT_COUNT; i++)
        best = counts[i] > counts[best] ? i : best;
    return best;
}

static void guess(struct tei *tei, struct draft *draft)
{
    size_t counts[SCRIPT_COUNT] = {0};
    for (size_t i = 0; i < draft->prose.block_count; i++)
        count_letters(&draft->prose.blocks[i], counts);
    const char *lang = scripts[most(counts)].lang;
    if (!lang)
        return;
    struct letter *letter = &draft->letter;
    letter->version_lang = letter->summary.lang = tei->lang = lang;
    letter->direction = letter_direction(lang);
    import_report_warn(tei->report, tei->file, draft->line, "guessed-language",
                       "say so with xml:lang on <text>",
                       "no language is given; by its script it is shown as \"%s\"", lang);
}

/* A block of Latin letters does not run from right to left, nor does a title that begins with them.
 */
static bool is_latin(const struct block *block)
{
    size_t counts[SCRIPT_COUNT] = {0};
    if (block->kind == BLOCK_HEADING && isalpha((unsigned char)block->text[0]))
        return true;
    count_letters(block, counts);
    return counts[SCRIPT_COUNT - 1] > 0 && most(counts) == SCRIPT_COUNT - 1;
}

void tei_settle_language(struct tei *tei, struct draft *draft)
{
    const char *editors = tei->outer_lang && letter_direction(tei->outer_lang) == DIRECTION_LTR
                              ? tei->outer_lang
                              : "und-Latn";
    prose_close(&draft->prose);
    if (!tei->lang_told)
        guess(tei, draft);
    if (draft->letter.direction == DIRECTION_LTR)
        return;
    for (size_t i = 0; i < draft->prose.block_count; i++) {
        struct block *block = &draft->prose.blocks[i];
        if (!block->lang && is_latin(block))
            block->lang = editors;
    }
}
