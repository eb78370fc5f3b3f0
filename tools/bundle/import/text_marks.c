#include "import/text_marks.h"

#include "base/memory.h"
#include "import/text_figures.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Certainties, found by trying the rules on letters of which the marks are known. */
enum {
    AT_TITLE_END = 100,
    SET_APART = 98, /* in superior figures or brackets */
    AFTER_BRACKET = 95,
    AFTER_STOP = 90,
    AFTER_WORD = 90,
    AFTER_DAY = 85,         /* "October 271" */
    AFTER_YEAR = 85,        /* "19623" */
    AFTER_CAPITALS = 60,    /* "NATO2" */
    AFTER_NUMBER_STOP = 40, /* "1962.3" */
    AFTER_UNIT = 30,        /* "5 km²" */
    NUMBER_MAX_DIGITS = 4
};

/* The text around a run of digits. */
struct run {
    const char *bytes;
    size_t begin, end; /* where words may be looked at */
    size_t at, stop;   /* the digits */
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static unsigned value_of(const char *digits, size_t length)
{
    unsigned value = 0;
    for (size_t i = 0; i < length && i < 9; i++)
        value = value * 10 + (unsigned)(digits[i] - '0');
    return value;
}

static bool follows(const struct run *run, const char *sign)
{
    size_t length = strlen(sign);
    return run->at - run->begin >= length &&
           memcmp(run->bytes + run->at - length, sign, length) == 0;
}

static bool follows_any(const struct run *run, const char *const *signs)
{
    while (*signs && !follows(run, *signs))
        signs++;
    return *signs != NULL;
}

/* Length of the word of letters before `at`. */
static size_t word_before(const struct run *run, size_t at)
{
    size_t start = at;
    while (start > run->begin && isalpha((unsigned char)run->bytes[start - 1]))
        start--;
    return at - start;
}

static bool is_month(const char *word, size_t length)
{
    static const char *const months[] = {"January",  "February", "March",  "April",     "May",
                                         "June",     "July",     "August", "September", "October",
                                         "November", "December", NULL};
    for (const char *const *month = months; *month; month++)
        if (strlen(*month) == length && memcmp(*month, word, length) == 0)
            return true;
    return false;
}

static bool follows_month(const struct run *run)
{
    if (run->at - run->begin < 2 || run->bytes[run->at - 1] != ' ')
        return false;
    size_t length = word_before(run, run->at - 1);
    return is_month(run->bytes + run->at - 1 - length, length);
}

/* "No.3", "p.3": the stop belongs to an abbreviation. */
static bool follows_abbreviation(const struct run *run)
{
    static const char *const ends[] = {"No.",  "no.",  "Nos.", "p.",   "pp.",  "vol.",
                                       "Vol.", "art.", "Art.", "Doc.", "fig.", NULL};
    return follows_any(run, ends);
}

/* Letters before the digits: a word bears a mark, a name like U2 or B52 does not. */
static int after_letters(const struct run *run)
{
    size_t length = word_before(run, run->at), capitals = 0;
    for (size_t i = run->at - length; i < run->at; i++)
        capitals += isupper((unsigned char)run->bytes[i]) != 0;
    if (capitals < length)
        return AFTER_WORD;
    return length >= 3 ? AFTER_CAPITALS : 0;
}

static int after_stop(const struct run *run)
{
    bool number = run->at - run->begin >= 2 && is_digit(run->bytes[run->at - 2]);
    if (follows_abbreviation(run))
        return 0;
    if (!number)
        return AFTER_STOP;
    return run->bytes[run->at - 1] == '.' && run->at - run->begin >= 5 &&
                   is_digit(run->bytes[run->at - 5])
               ? AFTER_NUMBER_STOP
               : 0;
}

/* How certain the whole run is a mark. */
static int whole_certainty(const struct run *run)
{
    static const char *const closings[] = {")", "]", "\"", "'", "\u201d", "\u2019", "\u00bb", NULL};
    static const char *const stops[] = {".", ",", ";", ":", "!", "?", "\u2026", NULL};
    if (run->at == run->begin)
        return 0;
    if (follows_any(run, closings))
        return AFTER_BRACKET;
    if (follows_any(run, stops))
        return after_stop(run);
    unsigned char last = (unsigned char)run->bytes[run->at - 1];
    if (isalpha(last))
        return after_letters(run);
    return last >= 0x80 && !follows(run, "\u2013") && !follows(run, "\u2014") &&
                   !follows(run, "\u201c") && !follows(run, "\u2018") && !follows(run, "\u00a0")
               ? AFTER_WORD
               : 0;
}

/* How certain the run is a number with a mark glued to it, the mark being its last digits. */
static int split_certainty(const struct run *run, size_t prefix)
{
    const char *digits = run->bytes + run->at;
    unsigned number = value_of(digits, prefix), whole = value_of(digits, run->stop - run->at);
    bool stands_alone = run->at == run->begin || !isalnum((unsigned char)digits[-1]);
    if (digits[0] == '0' || !stands_alone)
        return 0;
    if (follows_month(run) && number <= 31 && whole > 31)
        return AFTER_DAY;
    return prefix == 4 && number >= 1000 && number <= 2099 ? AFTER_YEAR : 0;
}

/* "2nd", "3-day", "1,000", "2.5" go on: no mark ends here. */
static bool goes_on(const struct run *run)
{
    if (run->stop >= run->end)
        return false;
    char next = run->bytes[run->stop];
    bool joined = next == '-' || next == ',' || next == '.' || next == ':' || next == '/';
    char after = run->stop + 1 < run->end ? run->bytes[run->stop + 1] : ' ';
    return isalpha((unsigned char)next) || next == '%' || (joined && isalnum((unsigned char)after));
}

struct finding {
    struct text_mark *marks;
    size_t count;
};

static void add(struct finding *finding, const struct run *run, size_t prefix, int certainty)
{
    size_t length = run->stop - run->at - prefix;
    const char *digits = run->bytes + run->at + prefix;
    bool padded = length > 1 && digits[0] == '0';
    if (certainty == 0 || padded || length > NUMBER_MAX_DIGITS ||
        finding->count == TEXT_CANDIDATES_MAX)
        return;
    finding->marks[finding->count++] = (struct text_mark){.at = run->at + prefix,
                                                          .length = length,
                                                          .number = value_of(digits, length),
                                                          .certainty = certainty};
}

static void add_run(struct finding *finding, const struct run *run, size_t title_end)
{
    bool one_digit = run->stop - run->at == 1;
    if (run->stop == title_end && one_digit && run->bytes[run->at] <= '1')
        add(finding, run, 0, AT_TITLE_END);
    else if (!goes_on(run)) {
        add(finding, run, 0, whole_certainty(run));
        for (size_t prefix = 1; prefix < run->stop - run->at; prefix++)
            add(finding, run, prefix, split_certainty(run, prefix));
    }
}

/* Squares and cubes are no marks. */
static bool follows_unit(const char *bytes, size_t begin, size_t at)
{
    static const char *const units[] = {" m", " km", " cm", " mm", " ft", " mi", NULL};
    const struct run run = {bytes, begin, at, at, at};
    return follows_any(&run, units);
}

/* Length of a mark that is set apart at `at`, which becomes a candidate; 0: there is none. */
static size_t add_set_apart(struct finding *finding, const char *bytes, size_t begin, size_t at,
                            size_t end)
{
    unsigned number = 0;
    size_t length = text_superior(bytes, at, end, &number);
    bool unit = length > 0 && follows_unit(bytes, begin, at);
    if (length == 0)
        length = text_bracketed(bytes, at, end, &number);
    if (length > 0 && finding->count < TEXT_CANDIDATES_MAX)
        finding->marks[finding->count++] =
            (struct text_mark){.at = at,
                               .length = length,
                               .number = number,
                               .certainty = unit ? AFTER_UNIT : SET_APART};
    return length;
}

size_t text_marks_find(const char *bytes, size_t begin, size_t end, size_t title_end,
                       struct text_mark *marks)
{
    struct finding finding = {.marks = marks};
    for (size_t at = begin; at < end;) {
        struct run run = {bytes, begin, end, at, at};
        size_t apart = add_set_apart(&finding, bytes, begin, at, end);
        if (apart > 0) {
            at += apart;
            continue;
        }
        while (run.stop < end && is_digit(bytes[run.stop]))
            run.stop++;
        if (run.stop > at)
            add_run(&finding, &run, title_end);
        at = run.stop + (run.stop == at);
    }
    return finding.count;
}

int text_marks_choose(const struct text_mark *marks, size_t count, unsigned first, unsigned last,
                      size_t *chosen)
{
    int *sums = memory_zeroed(count + 1, sizeof *sums);
    size_t *before = memory_zeroed(count + 1, sizeof *before);
    size_t best = count;
    for (size_t i = 0; i < count; i++) {
        before[i] = count;
        if (marks[i].number < first || marks[i].number > last)
            continue;
        for (size_t j = 0; j < i; j++)
            if (sums[j] > sums[before[i]] && marks[j].number < marks[i].number &&
                marks[j].at + marks[j].length <= marks[i].at)
                before[i] = j;
        sums[i] = sums[before[i]] + marks[i].certainty;
        if (sums[i] > sums[best])
            best = i;
    }
    for (unsigned number = first; number <= last; number++)
        chosen[number - first] = count;
    int sum = sums[best];
    for (; best != count; best = before[best])
        chosen[marks[best].number - first] = best;
    free(sums);
    free(before);
    return sum;
}
