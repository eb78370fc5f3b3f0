/* The files of a source that hold letters, and which of them are versions of the same ones. */
#ifndef IMPORT_LETTER_FILES_H
#define IMPORT_LETTER_FILES_H

#include "import/parallel.h"
#include "import/report.h"
#include "import/source.h"
#include "import/tei.h"

/* A file that does hold letters. */
struct letter_file {
    const struct source_file *file;
    enum tei_shape shape;
    bool many;
    bool is_remark;      /* see struct tei_probe */
    bool in_lang_folder; /* it is in a folder of versions in one language */
    const char *folder;  /* of the files that are an edition with it; NULL: none */
    bool in_company;     /* with other files of one letter in its folder */
    const char *corresp; /* stem of the file beside it that it is another version of; NULL: none */
    bool corresp_leads;  /* rather that file is a version of this one */
    const char
        *exchange;    /* who wrote to whom and when, as struct tei_probe has it; NULL: unknown */
    bool is_of_a_day; /* and that is one day */
    const char *lang; /* of the letter, as it says itself; NULL: it says none */
    struct parallel name;
    size_t group;   /* place of the first version of the same letters */
    int rank;       /* among the versions */
    size_t edition; /* index */
    size_t place;   /* as found, to sort stably */
};

/* Settles name, group, rank and folder of each file; all else but `edition` and `in_company` is
 * known. `first_lang`: of the exhibit. Strings are in the arena. Files that may be versions of one
 * letter, but need not be, are findings. */
void letter_files_settle(struct letter_file *files, size_t count, const char *first_lang,
                         struct import_report *report, struct arena *arena);

#endif
