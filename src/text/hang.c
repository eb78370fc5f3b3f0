#include "text/hang.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Of a character: what hangs at starts and at ends of lines. */
struct share {
    uint32_t c;
    uint8_t start, end;
    bool middle; /* stands in the middle of its square in Taiwan and Hong Kong */
};

/* By character. */
static const struct share shares[] = {
    {'!', 0, 20, false},     {'"', 50, 50, false},    {'\'', 70, 70, false},
    {',', 0, 70, false},     {'-', 0, 70, false},     {'.', 0, 70, false},
    {':', 0, 50, false},     {';', 0, 50, false},     {'?', 0, 20, false},
    {0xA1, 20, 0, false},    {0xAB, 30, 30, false},   {0xB7, 0, 70, false},
    {0xBB, 30, 30, false},   {0xBF, 20, 0, false},    {0x37E, 0, 50, false},
    {0x387, 0, 70, false},   {0x589, 0, 50, false},   {0x58A, 0, 70, false},
    {0x5BE, 0, 70, false},   {0x5C3, 0, 50, false},   {0x5F3, 70, 70, false},
    {0x5F4, 50, 50, false},  {0x60C, 0, 70, false},   {0x61B, 0, 50, false},
    {0x61F, 0, 20, false},   {0x6D4, 0, 70, false},   {0x2010, 0, 70, false},
    {0x2011, 0, 70, false},  {0x2013, 0, 30, false},  {0x2014, 0, 20, false},
    {0x2018, 70, 70, false}, {0x2019, 70, 70, false}, {0x201A, 70, 0, false},
    {0x201C, 50, 50, false}, {0x201D, 50, 50, false}, {0x201E, 50, 0, false},
    {0x2026, 0, 20, false},  {0x2039, 30, 30, false}, {0x203A, 30, 30, false},
    {0x3001, 0, 50, true},   {0x3002, 0, 50, true},   {0x3008, 50, 0, false},
    {0x3009, 0, 50, false},  {0x300A, 50, 0, false},  {0x300B, 0, 50, false},
    {0x300C, 50, 0, false},  {0x300D, 0, 50, false},  {0x300E, 50, 0, false},
    {0x300F, 0, 50, false},  {0x3010, 50, 0, false},  {0x3011, 0, 50, false},
    {0x3014, 50, 0, false},  {0x3015, 0, 50, false},  {0xFF08, 50, 0, false},
    {0xFF09, 0, 50, false},  {0xFF0C, 0, 50, true},   {0xFF0E, 0, 50, true},
};

static int compare(const void *key, const void *share)
{
    uint32_t a = *(const uint32_t *)key, b = ((const struct share *)share)->c;
    return a < b ? -1 : a > b;
}

/* Most characters are letters: these are told at once. */
static const struct share *find(uint32_t c)
{
    bool letter = (c >= '@' && c < 0xA1) || (c >= 0xC0 && c < 0x37E) || (c >= 0x388 && c < 0x589);
    if (letter)
        return NULL;
    return bsearch(&c, shares, sizeof shares / sizeof *shares, sizeof *shares, compare);
}

static const struct set_run *run_at(const struct set_text *text, uint32_t at)
{
    return &text->runs[set_text_find_run(text, at)];
}

/* What runs on the column's own level ends and begins where the line does. */
static bool is_at_edge(const struct set_text *text, const struct set_run *run)
{
    return run->level == (text->direction == DIRECTION_RTL);
}

static bool has_middle_stops(const char *lang)
{
    return lang && (strncmp(lang, "zh-Hant", 7) == 0 || strncmp(lang, "zh-TW", 5) == 0 ||
                    strncmp(lang, "zh-HK", 5) == 0);
}

int hang_at_start(const struct set_text *text, uint32_t start, uint32_t end, uint32_t *ret_end)
{
    size_t next = start;
    const struct share *share = start < end ? find(utf8_next(text->bytes, end, &next)) : NULL;
    if (!share || share->start == 0 || !is_at_edge(text, run_at(text, start)))
        return 0;
    *ret_end = (uint32_t)next;
    return share->start;
}

int hang_at_end(const struct set_text *text, uint32_t start, uint32_t end, uint32_t *ret_start)
{
    size_t last = end;
    const struct share *share =
        start < end ? find(utf8_previous(text->bytes, text->length, &last)) : NULL;
    if (!share || share->end == 0)
        return 0;
    const struct set_run *run = run_at(text, (uint32_t)last);
    if (!is_at_edge(text, run) || (share->middle && has_middle_stops(run->style.lang)))
        return 0;
    *ret_start = (uint32_t)last;
    return share->end;
}

bool hang_ends_line(const struct set_text *text, uint32_t at)
{
    return at > 0 && is_at_edge(text, run_at(text, at - 1));
}
