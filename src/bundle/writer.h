/* Writes a bundle: one letter at a time, memory bounded by the largest letter.
 *
 * Everything heuristic is settled by the caller, but for links: a letter may point at one that is
 * not written yet. A SPAN_REFERENCE target is given as "EDITION#ID" (or "#ID": same edition), a
 * SPAN_PERSON or SPAN_TERM target as the id in the letter's edition (or "EDITION/ID"), and
 * bundle_writer_finish turns references into places by the anchors it was told, names into
 * "EDITION/ID", and drops what leads nowhere: a reference stays as SPAN_REFERENCE with target NULL,
 * a name becomes plain text.
 */
#ifndef BUNDLE_WRITER_H
#define BUNDLE_WRITER_H

#include "base/arena.h"
#include "base/status.h"
#include "letter/letter.h"

struct bundle_writer;

/* Told, at finish, of each link that leads nowhere. `from` is the letter or card it stands in,
 * `target` as it was given. */
struct bundle_dead_link {
    struct key from;
    enum span_kind kind;
    const char *target;
};
typedef void bundle_dead_link_fn(void *self, const struct bundle_dead_link *link);

/* Whether to stop: asked at each letter, and often while finishing. */
typedef bool bundle_writer_stop_fn(void *self);

/* Begins a bundle that will become `path`. Nothing appears under that name before
 * bundle_writer_finish succeeds; the work goes to a temporary file, and at the end to the hidden
 * name ".NAME.part" beside it. Failures: STATUS_INVALID (`path` is a folder), STATUS_NOT_FOUND (no
 * such folder), STATUS_IO (it cannot be written to). */
enum status bundle_writer_create(const char *path, struct bundle_writer **ret_writer,
                                 struct error *error) STATUS_CHECKED;

/* From here on calls answer STATUS_CANCELLED once `stop` says so; destroy is then the only call
 * left to make. */
void bundle_writer_watch(struct bundle_writer *writer, bundle_writer_stop_fn *stop, void *self);

/* The version of the program that writes, for the curious; none if never called. */
void bundle_writer_program(struct bundle_writer *writer, const char *version);

/* Id, title, credits, interface languages of the exhibit; editions and counts are taken from what
 * is written, and the years too where they are NULL. Last call wins; without any, the first edition
 * stands for the exhibit. */
enum status bundle_writer_exhibit(struct bundle_writer *writer, const struct exhibit *exhibit,
                                  struct error *error) STATUS_CHECKED;

/* Editions in the exhibit's order; id, title, lang. The same id twice is STATUS_INVALID. */
enum status bundle_writer_edition(struct bundle_writer *writer, const struct edition *edition,
                                  struct error *error) STATUS_CHECKED;

/* Adds a letter in one version; reading order is the order of calls. Not looked at are what follows
 * from other calls: summary.position, summary.reply_to, summary.picture_count, versions, pictures.
 * A further version of a letter (same key, another language) adds to the first, whose summary
 * counts. `origin` ("file:line") is kept until finish for messages. The same key and language twice
 * is STATUS_INVALID naming both origins; so is text that is not as letter.h has it.
 */
enum status bundle_writer_letter(struct bundle_writer *writer, const struct letter *letter,
                                 const char *origin, struct error *error) STATUS_CHECKED;

/* Adds a card. The same key twice is STATUS_INVALID. bundle_writer_finish takes a `same` away that
 * names no card. */
enum status bundle_writer_person(struct bundle_writer *writer, const struct entity *person,
                                 struct error *error) STATUS_CHECKED;
enum status bundle_writer_term(struct bundle_writer *writer, const struct entity *term,
                               struct error *error) STATUS_CHECKED;

/* A curator's slide; without any, finish chooses slides from the letters. Its picture, if it has
 * one, is told by its number in the letter that `place` opens, written before. */
enum status bundle_writer_slide(struct bundle_writer *writer, const struct slide *slide,
                                struct error *error) STATUS_CHECKED;

/* A letter the curator would have visitors begin with, in the order of calls; `title` may be NULL.
 */
enum status bundle_writer_start(struct bundle_writer *writer, const char *place, const char *title,
                                struct error *error) STATUS_CHECKED;

/* Says what a letter is to another, over what finish would find by itself: replies, and neighbours
 * between the same two. `target` is that of a SPAN_REFERENCE; one that leads to no letter is passed
 * over. RELATION_RELATED is STATUS_INVALID. */
enum status bundle_writer_relation(struct bundle_writer *writer, struct key letter,
                                   enum letter_relation relation, const char *target,
                                   struct error *error) STATUS_CHECKED;

/* One of the curator's choices, and one of the museum's own words. Last call wins. */
enum status bundle_writer_setting(struct bundle_writer *writer, const struct setting *setting,
                                  struct error *error) STATUS_CHECKED;
enum status bundle_writer_wording(struct bundle_writer *writer, const struct wording *wording,
                                  struct error *error) STATUS_CHECKED;

/* Whether a letter with that key has been written; an empty edition stands for any, and *ret_key,
 * in the arena, is the first there is. */
bool bundle_writer_has_letter(struct bundle_writer *writer, struct key key, struct arena *arena,
                              struct key *ret_key);

/* Adds a tile of an image, in any order; the same one twice is STATUS_INVALID. */
enum status bundle_writer_tile(struct bundle_writer *writer, uint32_t image, uint32_t level,
                               uint32_t row, uint32_t column, const void *jpeg, size_t length,
                               struct error *error) STATUS_CHECKED;

/* Takes back the tiles of an image that has become no picture. */
enum status bundle_writer_drop_image(struct bundle_writer *writer, uint32_t image,
                                     struct error *error) STATUS_CHECKED;

/* Adds a picture of a letter that has been written. The same number twice is STATUS_INVALID. A
 * SPAN_PICTURE without a picture is taken out at finish; its caption stays. */
enum status bundle_writer_picture(struct bundle_writer *writer, struct key letter,
                                  const struct facsimile *picture,
                                  struct error *error) STATUS_CHECKED;

/* Says that links to "EDITION#ID" lead to `place` (a letter, or a note, of that edition). The first
 * place of an id wins. A letter's own id leads to it without being told. */
enum status bundle_writer_anchor(struct bundle_writer *writer, const char *edition, const char *id,
                                 const char *place, struct error *error) STATUS_CHECKED;

/* Resolves links (telling of dead ones, `dead` may be NULL), chooses slides where none were given,
 * compacts, verifies as bundle_verify does, syncs and renames to the final name. Two runs over the
 * same calls give the same bytes. On failure the file of that name is as it was before. */
enum status bundle_writer_finish(struct bundle_writer *writer, bundle_dead_link_fn *dead,
                                 void *self, struct error *error) STATUS_CHECKED;

/* Ends the writer; without a successful finish nothing is left on disk. Takes NULL. */
void bundle_writer_destroy(struct bundle_writer *writer);

#endif
