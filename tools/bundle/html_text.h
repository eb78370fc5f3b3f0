/* A block's text as HTML: escaped, with its spans as elements. */
#ifndef BUNDLE_HTML_TEXT_H
#define BUNDLE_HTML_TEXT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "letter/letter.h"

/* Appends text for between tags or within a quoted attribute. */
void html_text_escaped(struct buffer *out, const char *text, size_t length);

/* Appends ` lang="..." dir="..."`; nothing for NULL. */
void html_text_lang(struct buffer *out, const char *lang);

/* Appends what a file of that edition or letter is called, without extension: bytes that a file
 * system or an address could take amiss become "_" and two hexadecimal digits. */
void html_text_file_name(struct buffer *out, const char *id);

/* Appends the id of what may be linked to: `kind`, a hyphen, and the name without white space. */
void html_text_anchor(struct buffer *out, const char *kind, const char *name);

/* How often each note has been marked so far, by its index in the letter. */
struct html_marks {
    const struct letter *letter;
    uint32_t *counts;
};

/* Appends a block's text. Elements nest properly where spans overlap: those inside are closed and
 * opened again. The arena holds what is open meanwhile. */
void html_text_block(struct buffer *out, const struct block *block, struct html_marks *marks,
                     struct arena *arena);

#endif
