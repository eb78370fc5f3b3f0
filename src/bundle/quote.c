#include "quote.h"

#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* The screen has room for three lines: about 18 words are best, 40 the most. The weights were found
 * by looking at what comes out for the test editions. */
enum {
    WORDS_MIN = 8,
    WORDS_MAX = 40,
    WORDS_BEST = 18,
    BYTES_MAX = 600,
    SCORE_BASE = 100,
    SCORE_A_WORD_OFF = 2, /* from WORDS_BEST */
    SCORE_A_NAME = 8,     /* a capital within the sentence: names need their context */
    SCORE_BACKWARD = 40,  /* begins by pointing at what came before */
    SCORE_POINTING = 12,  /* points there later: "this question" */
    SCORE_REPORT = 40,    /* nobody speaks, and of nothing that concerns anybody */
    SCORE_VOICE = 6,      /* someone speaks: I, we */
    SCORE_THEME = 16,     /* a word that says something to anybody */
    SCORE_PRAISE_MAX = 3 * SCORE_THEME
};

/* A sentence in the making. */
struct sentence {
    const char *text;
    size_t length;
};

/* The list is in the order of bytes. */
static bool has_word(const char *const *list, const char *word, size_t length)
{
    unsigned char first = (unsigned char)*word;
    for (; *list != NULL && (unsigned char)**list <= first; list++)
        if ((unsigned char)**list == first && strncmp(*list, word, length) == 0 &&
            (*list)[length] == '\0')
            return true;
    return false;
}

static bool is_upper(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_LU;
}

static bool is_letter(uint32_t code_point)
{
    if (code_point < 0x80)
        return (code_point >= 'a' && code_point <= 'z') || is_upper(code_point);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* ---- Where sentences end ---- */

/* Whether the stop at text[at] closes an abbreviation or an initial: "Mr.", "N. Khrushchev". */
static bool is_abbreviation(const char *text, size_t start, size_t at)
{
    static const char *const abbreviations[] = {"Dr", "Gen", "Gov",  "Jr",  "Messrs", "Mr", "Mrs",
                                                "No", "Nos", "Prof", "Sen", "Sr",     "St", "Vol",
                                                "cf", "etc", "p",    "pp",  "vol",    "vs", NULL};
    size_t word = at;
    while (word > start && text[word - 1] != ' ' && text[word - 1] != '.')
        word--;
    size_t characters = utf8_count(text + word, at - word);
    return characters <= 1 || has_word(abbreviations, text + word, at - word);
}

/* Full stop, exclamation, question, their Arabic sisters. */
static bool is_stop(uint32_t code_point)
{
    switch (code_point) {
    case '.':
    case '!':
    case '?':
    case 0x061f: /* Arabic question mark */
    case 0x06d4: /* Urdu full stop */
    case 0x0964: /* danda */
    case 0x3002: /* ideographic full stop */
        return true;
    default:
        return false;
    }
}

/* The end of the sentence that begins at `start`, behind its stop; or 0: it has none. */
static size_t sentence_end(const char *text, size_t length, size_t start)
{
    for (size_t at = start; at < length;) {
        size_t from = at;
        if (is_stop(utf8_next(text, length, &at)) && (at == length || text[at] == ' ') &&
            !(text[from] == '.' && is_abbreviation(text, start, from)))
            return at;
    }
    return 0;
}

/* ---- Whether a sentence will do, and how well ---- */

static bool is_odd(uint32_t code_point)
{
    if (code_point == ' ' || (code_point < 0x80 && is_letter(code_point)))
        return false;
    if (code_point < 0x80)
        return strchr("[](){}<>*/\\|_=+#&@\n\"0123456789", (int)code_point) != NULL;
    return code_point == 0x201c || code_point == 0x201d || code_point == 0xab ||
           code_point == 0xbb || code_point == 0x2026;
}

static bool has_odd_character(struct sentence sentence)
{
    for (size_t at = 0, capitals = 0; at < sentence.length;) {
        uint32_t code_point = utf8_next(sentence.text, sentence.length, &at);
        if (is_odd(code_point))
            return true;
        capitals = is_upper(code_point) ? capitals + 1 : 0;
        if (capitals == 2) /* shouting, or an abbreviation */
            return true;
    }
    return false;
}

/* The word at *at, moving behind it and what separates it from the next; false at the end. */
static bool next_word(struct sentence sentence, size_t *at, struct sentence *ret_word)
{
    while (*at < sentence.length) {
        size_t next = *at;
        if (is_letter(utf8_next(sentence.text, sentence.length, &next)))
            break;
        *at = next;
    }
    size_t start = *at;
    while (*at < sentence.length && sentence.text[*at] != ' ')
        ++*at;
    size_t end = *at;
    while (end > start && strchr(".,;:!?", sentence.text[end - 1]) != NULL)
        end--;
    *ret_word = (struct sentence){sentence.text + start, end - start};
    return end > start;
}

/* What a word tells of its sentence; see the weights. */
enum telling { NOTHING, BACKWARD, POINTING, VOICE, THEME };

/* In the order of bytes. */
static const struct telling_word {
    const char *word;
    enum telling telling;
} telling_words[] = {{"Accordingly", BACKWARD},
                     {"Again", BACKWARD},
                     {"Also", BACKWARD},
                     {"And", BACKWARD},
                     {"As", BACKWARD},
                     {"Both", BACKWARD},
                     {"But", BACKWARD},
                     {"Finally", BACKWARD},
                     {"Friede", THEME},
                     {"Further", BACKWARD},
                     {"God", THEME},
                     {"Guided", BACKWARD},
                     {"He", BACKWARD},
                     {"Hence", BACKWARD},
                     {"Her", BACKWARD},
                     {"Here", BACKWARD},
                     {"His", BACKWARD},
                     {"However", BACKWARD},
                     {"I", VOICE},
                     {"Ich", VOICE},
                     {"It", BACKWARD},
                     {"Its", BACKWARD},
                     {"Je", VOICE},
                     {"Krieg", THEME},
                     {"Leben", THEME},
                     {"Likewise", BACKWARD},
                     {"Moreover", BACKWARD},
                     {"Nevertheless", BACKWARD},
                     {"No", BACKWARD},
                     {"Nor", BACKWARD},
                     {"Now", BACKWARD},
                     {"Second", BACKWARD},
                     {"Secondly", BACKWARD},
                     {"She", BACKWARD},
                     {"So", BACKWARD},
                     {"Such", BACKWARD},
                     {"That", BACKWARD},
                     {"Their", BACKWARD},
                     {"Then", BACKWARD},
                     {"There", BACKWARD},
                     {"Therefore", BACKWARD},
                     {"These", BACKWARD},
                     {"They", BACKWARD},
                     {"Third", BACKWARD},
                     {"This", BACKWARD},
                     {"Those", BACKWARD},
                     {"Thus", BACKWARD},
                     {"Upon", BACKWARD},
                     {"We", VOICE},
                     {"Well", BACKWARD},
                     {"Yes", BACKWARD},
                     {"Yet", BACKWARD},
                     {"above", POINTING},
                     {"children", THEME},
                     {"death", THEME},
                     {"dream", THEME},
                     {"fear", THEME},
                     {"freedom", THEME},
                     {"friend", THEME},
                     {"future", THEME},
                     {"god", THEME},
                     {"guerre", THEME},
                     {"heart", THEME},
                     {"home", THEME},
                     {"hope", THEME},
                     {"humanity", THEME},
                     {"ich", VOICE},
                     {"je", VOICE},
                     {"life", THEME},
                     {"live", THEME},
                     {"lives", THEME},
                     {"love", THEME},
                     {"mankind", THEME},
                     {"me", VOICE},
                     {"mother", THEME},
                     {"my", VOICE},
                     {"nous", VOICE},
                     {"our", VOICE},
                     {"paix", THEME},
                     {"peace", THEME},
                     {"people", THEME},
                     {"peoples", THEME},
                     {"previous", POINTING},
                     {"said", POINTING},
                     {"same", POINTING},
                     {"son", THEME},
                     {"such", POINTING},
                     {"these", POINTING},
                     {"this", POINTING},
                     {"those", POINTING},
                     {"trust", THEME},
                     {"truth", THEME},
                     {"us", VOICE},
                     {"vie", THEME},
                     {"war", THEME},
                     {"we", VOICE},
                     {"wir", VOICE},
                     {"world", THEME},
                     {"you", VOICE},
                     {"Мы", VOICE},
                     {"Я", VOICE},
                     {"войны", THEME},
                     {"жизнь", THEME},
                     {"люди", THEME},
                     {"мир", THEME},
                     {"мира", THEME},
                     {"мы", VOICE},
                     {"нас", VOICE},
                     {"я", VOICE}};

enum { TELLING_COUNT = sizeof telling_words / sizeof *telling_words };

static enum telling telling_of(struct sentence word)
{
    size_t low = 0, high = TELLING_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *candidate = telling_words[middle].word;
        int order = strncmp(candidate, word.text, word.length);
        if (order == 0 && candidate[word.length] == '\0')
            return telling_words[middle].telling;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NOTHING;
}

static int score_of_word(struct sentence word, bool first)
{
    size_t at = 0;
    switch (telling_of(word)) {
    case BACKWARD:
        return first ? -SCORE_BACKWARD : -SCORE_A_NAME; /* a capital all the same */
    case POINTING:
        return -SCORE_POINTING;
    case VOICE:
        return SCORE_VOICE;
    case THEME:
        return SCORE_THEME;
    case NOTHING:
        break;
    }
    return !first && is_upper(utf8_next(word.text, word.length, &at)) ? -SCORE_A_NAME : 0;
}

/* The sentence's score; false when it will not do. */
static bool rate(struct sentence sentence, int *ret_score)
{
    size_t at = 0;
    if (sentence.length > BYTES_MAX || has_odd_character(sentence))
        return false;
    uint32_t first = utf8_next(sentence.text, sentence.length, &at);
    /* scripts without case have category LO */
    if (!is_letter(first) || utf8proc_category((utf8proc_int32_t)first) == UTF8PROC_CATEGORY_LL)
        return false;
    int words = 0, score = SCORE_BASE, praise = 0;
    struct sentence word;
    for (at = 0; next_word(sentence, &at, &word); words++) {
        int more = score_of_word(word, words == 0);
        score += more < 0 ? more : 0;
        praise += more > 0 ? more : 0;
    }
    score += praise < SCORE_PRAISE_MAX ? praise : SCORE_PRAISE_MAX;
    score -= praise == 0 ? SCORE_REPORT : 0;
    score -= SCORE_A_WORD_OFF * (words > WORDS_BEST ? words - WORDS_BEST : WORDS_BEST - words);
    *ret_score = score;
    return words >= WORDS_MIN && words <= WORDS_MAX;
}

static bool is_body(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && block->part == 0 && block->quote_depth == 0 &&
           block->lang == NULL && block->align == ALIGN_BY_KIND;
}

/* Whether part of the stretch is not plainly the writer's own text in the letter's language. */
static bool is_disturbed(const struct block *block, size_t start, size_t end)
{
    for (size_t i = 0; i < block->span_count; i++) {
        const struct span *span = &block->spans[i];
        bool odd = span->kind == SPAN_FOREIGN ||
                   (span->kind >= SPAN_DELETED && span->kind <= SPAN_UNCLEAR);
        if (odd && span->start < end && span->end > start)
            return true;
    }
    return false;
}

bool quote_choose(const struct letter *letter, struct quote *ret_quote)
{
    bool found = false;
    for (size_t i = 0; i < letter->block_count; i++) {
        const struct block *block = &letter->blocks[i];
        size_t start = 0, end;
        while (is_body(block) && start < block->length &&
               (end = sentence_end(block->text, block->length, start)) != 0) {
            int score;
            struct sentence sentence = {block->text + start, end - start};
            if (!is_disturbed(block, start, end) && rate(sentence, &score) &&
                (!found || score > ret_quote->score)) {
                *ret_quote = (struct quote){i, (uint32_t)start, (uint32_t)sentence.length, score};
                found = true;
            }
            start = end + (end < block->length);
        }
    }
    return found;
}

/* The curator chose it: what it says is not judged, only whether it fits. */
bool quote_at(const struct letter *letter, size_t block, uint32_t byte, struct quote *ret_quote)
{
    if (block >= letter->block_count || byte >= letter->blocks[block].length)
        return false;
    const struct block *from = &letter->blocks[block];
    size_t end = sentence_end(from->text, from->length, byte);
    end = end == 0 ? from->length : end;
    if (end - byte > BYTES_MAX || memchr(from->text + byte, '\n', end - byte) != NULL)
        return false;
    *ret_quote = (struct quote){.block = block, .start = byte, .length = (uint32_t)(end - byte)};
    return true;
}
