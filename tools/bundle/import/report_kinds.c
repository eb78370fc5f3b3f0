/* The kinds of findings: what visitors see of each, and what a curator can do. */
#include "import/report.h"

#include <string.h>

#define PLAIN_WORDS "plain words"
#define ELSEWHERE "plain words, and in a card \"In another volume\" below them"

/* Sorted by name. */
static const struct import_kind kinds[] = {
    {"bad-value", "a cell or field holds what it cannot be", "what the letter itself says", NULL},
    {"card-twice", "two entries of a list have one id", "the first entry's card for both",
     "give one of them another id"},
    {"dead-reference", "a reference leads to nothing in this exhibit", ELSEWHERE,
     "add what it leads to, or correct it in overrides.csv"},
    {"doubtful-mark", "a figure was taken for the mark of a note", "a mark there",
     "check that the note belongs there"},
    {"doubtful-name", "words disagree with the person they are linked to",
     "the card of the wrong person, if so", "name the right one in overrides.csv"},
    {"doubtful-reference", "words name another volume than the one the reference leads into",
     ELSEWHERE, "correct the target, or settle it in overrides.csv"},
    {"doubtful-version", "letters may be versions of one, or are none of the one they name",
     "letters of their own", "say it with corresp=\"FILE.xml\" on the text of each version"},
    {"empty-edition", "an edition of exhibit.ini has no letters", "nothing of it",
     "an edition is named after its file or folder, without extension"},
    {"empty-letter", "a letter has no words but its title", "no such letter",
     "write its words, or take it out of the source"},
    {"empty-note", "a note has no words", "no mark", "write the note, or take its mark out"},
    {"guessed-language", "no language is given", NULL, "say so with xml:lang on <text>"},
    {"id-twice", "an id stands twice in a file", "the first place, where links to it lead",
     "give one of them another id"},
    {"language-incomplete",
     "some letters have no version in a language in which others can be read",
     "these letters in another language, and a line that says so",
     "add the versions that are missing"},
    {"left-out", "words of a source are in no letter", "the exhibit without them", NULL},
    {"list-without-marks", "numbered paragraphs look like notes, but no mark leads to them",
     "paragraphs at the end of the letter", "put marks into the text if these are its notes"},
    {"long-note", "a note is too long for a card", NULL,
     "consider making it a document of its own that the letter refers to"},
    {"mark-without-note", "a mark has no note", NULL, NULL},
    {"missing-font", "no font of the exhibit has a character", "an empty box in its place",
     "write it otherwise, or add a font that has it to fonts.ini"},
    {"missing-picture", "a picture of the text is not there", "its caption alone",
     "put it into pictures/, or beside the letter"},
    {"missing-scan", "a scan that a source names is not there", "the text without its original",
     "put it into pictures/"},
    {"no-date", "a letter has no date", "the letter without a date, after the one before it",
     "give it one in letters.csv: date, or date_text"},
    {"no-sender", "a letter names no sender",
     "the letter under its title only, not among its writer's letters",
     "give it one in letters.csv: from"},
    {"no-title", "an edition has no title", "the name of the file or folder",
     "give it a title in exhibit.ini"},
    {"note-numbers", "notes and marks count differently", NULL,
     "check that each note opens at its mark"},
    {"note-without-mark", "a note has no mark in the text", NULL,
     "put its mark behind the word it belongs to"},
    {"own-words", "a line of the museum's own words cannot be used", "the interface's own words",
     "correct the line"},
    {"page-label", "the number of a printed page is too long", "no number for that page",
     "number pages briefly"},
    {"picture", "a picture is not in the exhibit", "the letter without the picture", NULL},
    {"picture-count", "a letter has one scan more or less than its text has pages",
     "scans beside the wrong pages, if one is missing or another letter's",
     "compare the scans with the letter"},
    {"picture-pages", "a file of scans holds several pages", "one page of it",
     "save each page as a file of its own"},
    {"row-twice", "two rows of a spreadsheet are about the same thing",
     "what both say; of two different things the later one", "make one row of them"},
    {"same-title", "two editions have one title", "two entries of that name",
     "give one of them another title in exhibit.ini"},
    {"slide-picture", "a slide names a picture that its letter does not have",
     "the quotation alone; no slide, where there is none",
     "compare with the numbers of the letter's pictures"},
    {"tracked-changes", "a Word file has tracked changes", NULL,
     "accept or reject the changes in Word"},
    {"unknown-column", "a spreadsheet has a column that means nothing", "nothing of that column",
     "compare with the columns that the curator's guide lists"},
    {"unknown-element", "an element of TEI is not known", "its words, set plainly", NULL},
    {"unknown-field", "a field of a letter is not known", "nothing of it",
     "compare with the fields that the curator's guide lists"},
    {"unknown-name", "a name points to an entry that no list has", PLAIN_WORDS,
     "add the entry to the list, or to persons.csv or terms.csv"},
    {"unknown-passage", "the words of a key passage are not in the letter", "no way to the passage",
     "copy its first words as the letter has them"},
    {"unknown-rendering", "a rendering of TEI is not known", "its words, set plainly", NULL},
    {"unknown-same", "same_as names no card", "two cards instead of one",
     "write the EDITION/ID of the card that stands for both"},
    {"unknown-sign", "a sign of a symbol font has no meaning of its own", "nothing in its place",
     "write it as an ordinary character"},
    {"unmatched-row", "a row of a spreadsheet is about nothing there is", "nothing of that row",
     "compare with what `vitrine-bundle export --format csv` writes"},
    {"unread-file", "a file is of a kind that is not read", "nothing of it",
     "save it as TEI, Word (.docx), Markdown or text"},
    {"unused-picture", "a picture belongs to no letter", "nothing of it",
     "name it after the letter's id, or in pictures.csv"},
    {"versions-differ", "two versions of a letter have not as many paragraphs",
     "another place of the letter, perhaps, when they change its language",
     "part the paragraphs alike"},
    {"web-address", "links lead to the web", PLAIN_WORDS, NULL},
};

const struct import_kind *import_kind_at(size_t index)
{
    return index < sizeof kinds / sizeof *kinds ? &kinds[index] : NULL;
}

const struct import_kind *import_kind_find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strlen(kinds[i].name) == length && memcmp(kinds[i].name, name, length) == 0)
            return &kinds[i];
    return NULL;
}
