/* A text as it is composed: shared by compose.c (the order of things) and compose_put_in.c (what
 * the block's text has not). Inside src/text. */
#ifndef TEXT_COMPOSE_STATE_H
#define TEXT_COMPOSE_STATE_H

#include "text/set_text.h"

struct composer {
    struct arena *arena;
    struct set_text *text;
    const struct block *block;
    const struct set_options *options;
    char *bytes;
    const struct span *spans; /* of the part */
    size_t span_count;
    uint8_t *kinds;      /* of the part's bytes, and its end */
    const char **labels; /* of each span that puts words in; NULL: none */
    uint32_t *objects;   /* of each span, or SET_NO_OBJECT */
    unsigned active[SPAN_KIND_COUNT + 1];
    const char *lang;
    size_t next_hyphen;
    bool small_caps; /* the block's own style has them, and the face each it needs */
    bool italics;    /* the same of its script; Clear makes weight of them in every script */
};

/* How willing a line is to end before a byte of the block. */
static inline uint8_t *compose_kind_at(const struct composer *composer, uint32_t at)
{
    return composer->kinds + (at - composer->options->start);
}

/* Puts bytes that belong to byte `block_at` of the block behind the text. */
void compose_put_byte(struct composer *composer, char byte, uint32_t block_at, uint8_t kind);
void compose_put_string(struct composer *composer, const char *string, uint32_t block_at);

/* Gives what was put since `start` its style. */
void compose_end_run(struct set_text *text, uint32_t start, struct text_style style, int32_t rise);

/* Clear has weight instead of italics (section 2 of the interface specification). */
void compose_finish_style(struct text_style *style);

/* Begins an object here; answers its index. */
uint32_t compose_add_object(struct composer *composer, const struct span *span, const char *label);

/* Finds the words of all that is put in; answers how many bytes it takes at most. */
size_t compose_find_labels(struct composer *composer);

/* Puts in what a span of no length stands for: a mark, a printed page's number, a picture. */
void compose_put_in(struct composer *composer, size_t index);

#endif
