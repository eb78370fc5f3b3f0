/* A staff page as rows below each other, on as many parts as the screen needs: facts, sentences,
 * choices, buttons, a QR code. */
#ifndef VIEW_STAFF_ROWS_H
#define VIEW_STAFF_ROWS_H

#include "view/bar.h"

enum { STAFF_ROWS_MAX = 96, STAFF_BUTTONS_MAX = 4 };

enum staff_row_kind {
    STAFF_ROW_FACT,    /* label and value */
    STAFF_ROW_TEXT,    /* label: a sentence */
    STAFF_ROW_CHOICE,  /* label, and cells beside it; one without an action is words between */
    STAFF_ROW_BUTTONS, /* cells in columns */
    STAFF_ROW_CODE     /* value: what the code says; label: a sentence beside it */
};

struct staff_row {
    enum staff_row_kind kind;
    const char *label, *value;
    bool named; /* the value or sentence has its own direction: a title, a file and line */
    struct bar_cell cells[STAFF_BUTTONS_MAX];
    bool chosen[STAFF_BUTTONS_MAX]; /* drawn filled */
    size_t cell_count;
};

/* A page being made; texts are borrowed until it was drawn. Zeroed but for `columns`: empty. */
struct staff_rows {
    size_t columns; /* of buttons: 1 to STAFF_BUTTONS_MAX */
    struct staff_row rows[STAFF_ROWS_MAX];
    size_t count;
};

/* Each appends; beyond STAFF_ROWS_MAX nothing is. A fact without a value is left out. */
void staff_rows_fact(struct staff_rows *rows, const char *label, const char *value, bool named);
void staff_rows_text(struct staff_rows *rows, const char *text, bool named);
void staff_rows_code(struct staff_rows *rows, const char *hint, const char *text);

/* A row for choices, and one cell of it. */
void staff_rows_choice(struct staff_rows *rows, const char *label);
void staff_rows_cell(struct staff_rows *rows, const struct bar_cell *cell, bool chosen);

/* A button beside the one before, or in a new row. */
void staff_rows_button(struct staff_rows *rows, const struct bar_cell *cell, bool chosen);

/* Draws part `part` (the last one, if there are fewer) in `room`; answers how many there are. */
size_t staff_rows_draw(const struct stage *stage, const struct staff_rows *rows, struct rect room,
                       size_t part, struct draw_list *list);

#endif
