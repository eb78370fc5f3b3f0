/* The attract mode where the curator has not chosen: quotations from the bundle's own letters. */
#include "quote.h"
#include "writer_private.h"

#include "letter/place.h"

#include <stdlib.h>
#include <string.h>

/* "28 October 1962" for an exact date in an English letter; else as the edition prints it. */
static void append_date(struct buffer *caption, const struct letter *letter)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    const struct letter_date *date = &letter->summary.date;
    if (date->certainty == DATE_NONE)
        return;
    buffer_text(caption, caption->length == 0 ? "" : " · ");
    /* exact dates are "1962-10-28"; of another length they are months or years */
    bool full = date->certainty == DATE_EXACT && strlen(date->from) == strlen("1962-10-28");
    unsigned long month = full ? strtoul(date->from + 5, NULL, 10) : 0;
    if (strncmp(letter->version_lang, "en", 2) == 0 && month >= 1 && month <= 12)
        buffer_format(caption, "%lu %s %.4s", strtoul(date->from + 8, NULL, 10), months[month - 1],
                      date->from);
    else
        buffer_text(caption, date->text != NULL ? date->text : date->from);
}

/* "Khrushchev to Kennedy · 28 October 1962", or what of it is known, or the title. */
static void append_caption(struct buffer *caption, const struct letter *letter)
{
    const struct letter_summary *summary = &letter->summary;
    bool english = strncmp(letter->version_lang, "en", 2) == 0;
    if (summary->sender.name != NULL && summary->recipient.name != NULL)
        buffer_format(caption, english ? "%s to %s" : "%s → %s", summary->sender.name,
                      summary->recipient.name);
    else
        buffer_text(caption, summary->title);
    append_date(caption, letter);
}

/* What a letter is a candidate with: the better, the higher. */
enum {
    RANK_SILENT,  /* no sentence of it will do */
    RANK_UNKNOWN, /* it does not say who wrote to whom */
    RANK_KNOWN,
    RANK_PASSAGE /* its first key passage */
};

static bool choose_passage(const struct letter *letter, struct quote *ret_quote)
{
    struct place place;
    return letter->passage_count > 0 && place_parse(letter->passages[0].place, &place) &&
           quote_at(letter, place.block, place.byte, ret_quote);
}

static int rank_of(const struct letter *letter, struct quote *ret_quote)
{
    if (choose_passage(letter, ret_quote))
        return RANK_PASSAGE;
    if (!quote_choose(letter, ret_quote))
        return RANK_SILENT;
    return letter->summary.sender.name != NULL && letter->summary.recipient.name != NULL
               ? RANK_KNOWN
               : RANK_UNKNOWN;
}

/* As many points as a theme of the sentence is worth: people who are known before offices. */
enum { SCORE_A_PERSON = 16 };

static int score_of_people(const struct letter *letter)
{
    return ((letter->summary.sender.person != NULL) + (letter->summary.recipient.person != NULL)) *
           SCORE_A_PERSON;
}

enum status slides_consider(struct bundle_writer *writer, const struct letter *letter,
                            uint32_t position, struct error *error)
{
    struct quote quote = {0};
    if (letter->summary.kind != LETTER_LETTER)
        return STATUS_OK;
    int rank = rank_of(letter, &quote);
    struct buffer *caption = &writer->title, *place = &writer->scratch;
    buffer_cut(caption, 0);
    buffer_cut(place, 0);
    append_caption(caption, letter);
    buffer_format(place, "letter/%s/%s", letter->summary.key.edition, letter->summary.key.id);
    if (rank != RANK_SILENT)
        buffer_format(place, ":%zu.%u", quote.block, (unsigned)quote.start);
    struct sql_parameters row = writer_begin(writer, WRITER_CANDIDATE);
    sql_put_number(&row, position);
    sql_put_number(&row, rank);
    sql_put_number(&row, quote.score + score_of_people(letter));
    sql_put_bytes(&row, rank == RANK_SILENT ? "" : letter->blocks[quote.block].text + quote.start,
                  quote.length);
    sql_put_text(&row, buffer_string(caption));
    sql_put_text(&row, buffer_string(place));
    sql_put_text(&row, letter->version_lang);
    sql_put_text(&row, direction_names.words[letter->direction]);
    return sql_put_done(&row, error);
}

#define SLIDES "12"

/* Key passages first: of more than twelve, one of each twelfth of them. The reading order of the
 * other letters is cut into as many stretches as slides are left, and the best sentence of each is
 * taken: of the highest rank there is in the stretch, and there of the highest score. If these are
 * fewer than twelve, others are shown by their first scan. Quotations stand over the first
 * scan of their letter, where it has any. */
enum status slides_choose(struct bundle_writer *writer, struct error *error)
{
    return sql_run(
        writer->db,
        "CREATE TEMP TABLE chosen AS SELECT letter, NULL AS picture FROM"
        "  (SELECT letter, row_number() OVER (PARTITION BY stretch ORDER BY letter) AS standing "
        "FROM"
        "   (SELECT letter, ntile(" SLIDES ") OVER (ORDER BY letter) AS stretch FROM candidate"
        "    WHERE rank = 3)) WHERE standing = 1;"
        "INSERT INTO chosen SELECT letter, NULL FROM"
        "  (SELECT letter, row_number() OVER"
        "   (PARTITION BY stretch ORDER BY rank DESC, score DESC, letter) AS standing FROM"
        "   (SELECT *, ntile((SELECT max(1, " SLIDES
        " - count(*)) FROM chosen)) OVER (ORDER BY letter) AS stretch"
        "    FROM candidate WHERE rank > 0 AND letter NOT IN (SELECT letter FROM chosen)))"
        "  WHERE standing = 1 AND (SELECT count(*) FROM chosen) < " SLIDES ";"
        "INSERT INTO chosen SELECT candidate.letter, min(picture.number) FROM candidate"
        "  JOIN picture ON picture.letter = candidate.letter AND NOT in_text"
        "  WHERE candidate.letter NOT IN (SELECT letter FROM chosen)"
        "  GROUP BY candidate.letter ORDER BY candidate.letter"
        "  LIMIT " SLIDES " - (SELECT count(*) FROM chosen);"
        "INSERT INTO slide SELECT row_number() OVER (ORDER BY letter, picture) - 1,"
        "  iif(picture IS NULL, quote, ''), caption,"
        "  iif(picture IS NULL, place, 'letter/' || edition || '/' || id), lang, direction,"
        "  iif(scan IS NULL, NULL, letter), scan"
        "  FROM chosen JOIN candidate USING (letter) JOIN letter ON letter.position = letter"
        "  LEFT JOIN (SELECT letter, min(number) AS scan FROM picture WHERE NOT in_text"
        "   GROUP BY letter) USING (letter)"
        "  ORDER BY letter, picture;"
        "DROP TABLE chosen",
        error);
}
