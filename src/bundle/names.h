/* The words by which the tables, and exports, name what the model numbers. */
#ifndef BUNDLE_NAMES_H
#define BUNDLE_NAMES_H

/* The word for value v is words[v]; NULL: stored as NULL. */
struct name_list {
    const char *const *words;
    int count;
};

extern const struct name_list span_kind_names, block_kind_names, block_align_names, note_kind_names,
    date_certainty_names, letter_kind_names, version_kind_names, direction_names,
    letter_relation_names;

/* The value of a word (NULL: of the absent one), or -1. */
int names_find(const struct name_list *list, const char *word);

#endif
