/* Names that disagree with the person they are linked to: "President Kennedy" linked to the card of
 * Robert F. Kennedy, Attorney General, while another Kennedy of the list is President.
 *
 * The word before the name and, of several words, the first are held against the cards. Only a word
 * that another card of the same edition bears out is a doubt: titles that no card tells, and names
 * that are in one card only, are none. */
#include "base/arena.h"
#include "base/memory.h"
#include "bundle/lint/lint_state.h"
#include "import/string_set.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORDS_MAX = 80, TITLE_MAX = 40, KEY_SIZE = 512 }; /* bytes; longer ones are no name */

struct card {
    const char *edition, *id, *name, *text;
};

/* Words as they are linked to a person, wherever they are. */
struct use {
    const char *edition, *person;
    const char *title; /* the word before them; "" where there is none */
    const char *words;
};

struct linked {
    size_t use;
    const char *letter, *file;
    unsigned line;
};

struct lint_names {
    struct import_report *report;
    struct arena *arena;
    struct card *cards;
    size_t card_count, card_room;
    struct string_set *met; /* uses: index from 1 */
    struct use *uses;
    size_t use_count, use_room;
    struct linked *links;
    size_t link_count, link_room;
};

struct lint_names *lint_names_create(struct import_report *report)
{
    struct lint_names *names = memory_zeroed(1, sizeof *names);
    names->report = report;
    names->arena = arena_create();
    names->met = string_set_create();
    return names;
}

void lint_names_destroy(struct lint_names *names)
{
    free(names->cards);
    free(names->uses);
    free(names->links);
    string_set_destroy(names->met);
    arena_destroy(names->arena);
    free(names);
}

/* Room for one more of `count` items. */
static void *grown(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room ? 2 * *room : 64;
    return memory_resized(items, *room, size);
}

/* ---- Words -------------------------------------------------------------------------------------
 */

static bool in_word(char byte)
{
    return isalpha((unsigned char)byte) || (byte & 0x80) || byte == '-';
}

static bool is_word(const char *at, size_t length, const char *word)
{
    bool capitals = true;
    if (strlen(word) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        capitals = capitals && !islower((unsigned char)word[i]);
    return capitals ? strncasecmp(at, word, length) == 0 : memcmp(at, word, length) == 0;
}

static bool has_word(const char *text, const char *word)
{
    for (const char *at = text; *at;) {
        size_t length = 0;
        while (in_word(at[length]))
            length++;
        if (length > 0 && is_word(at, length, word))
            return true;
        at += length ? length : 1;
    }
    return false;
}

/* "Kennedy" of "Kennedy, John F.", of "John F. Kennedy" and of "Kennedy". */
static bool is_surname(const char *name, const char *word)
{
    size_t length = strcspn(name, ","), start = length;
    if (name[length] == '\0')
        while (start > 0 && name[start - 1] != ' ')
            start--;
    else
        start = 0;
    return length > start && strlen(word) == length - start &&
           strncasecmp(name + start, word, length - start) == 0;
}

/* ---- What is met -------------------------------------------------------------------------------
 */

void lint_names_card(struct lint_names *names, const struct entity *person)
{
    const char *text = "";
    for (size_t i = 0; i < person->block_count; i++)
        text = i == 0 ? arena_string(names->arena, person->blocks[i].text)
                      : arena_format(names->arena, "%s %s", text, person->blocks[i].text);
    names->cards = grown(names->cards, names->card_count, &names->card_room, sizeof *names->cards);
    names->cards[names->card_count++] =
        (struct card){.edition = arena_string(names->arena, person->key.edition),
                      .id = arena_string(names->arena, person->key.id),
                      .name = arena_string(names->arena, person->name),
                      .text = text};
}

/* The word that ends with one space before the name: "President " of "to President Kennedy". A word
 * with a stop, "Mr.", or a small one is no title. */
static void title_before(const struct lint_link *link, char title[TITLE_MAX])
{
    const char *text = link->block->text;
    size_t end = link->span->start, start;
    title[0] = '\0';
    if (end < 2 || (text[end - 1] != ' ' && text[end - 1] != '\n'))
        return;
    start = --end;
    while (start > 0 && in_word(text[start - 1]))
        start--;
    if (end - start < TITLE_MAX && end - start > 2 && isupper((unsigned char)text[start]))
        snprintf(title, TITLE_MAX, "%.*s", (int)(end - start), text + start);
}

static size_t use_of(struct lint_names *names, const struct use *use)
{
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "%s\n%s\n%s\n%s", use->edition, use->person, use->title, use->words);
    unsigned *met = string_set_at(names->met, key);
    if (*met)
        return *met - 1;
    *met = (unsigned)names->use_count + 1;
    names->uses = grown(names->uses, names->use_count, &names->use_room, sizeof *names->uses);
    names->uses[names->use_count] =
        (struct use){.edition = arena_string(names->arena, use->edition),
                     .person = arena_string(names->arena, use->person),
                     .title = arena_string(names->arena, use->title),
                     .words = arena_string(names->arena, use->words)};
    return names->use_count++;
}

static void add_linked(struct lint *lint, const struct lint_link *link, const struct use *use)
{
    struct lint_names *names = lint->names;
    const char *id = lint->letter->summary.key.id;
    const struct linked *last = names->link_count ? &names->links[names->link_count - 1] : NULL;
    struct linked linked = {.use = use_of(names, use)};
    struct lint_place place = lint_link_place(lint, link);
    linked.line = place.line;
    linked.file = last && strcmp(last->file, place.file) == 0
                      ? last->file
                      : arena_string(names->arena, place.file);
    linked.letter =
        last && strcmp(last->letter, id) == 0 ? last->letter : arena_string(names->arena, id);
    names->links = grown(names->links, names->link_count, &names->link_room, sizeof *names->links);
    names->links[names->link_count++] = linked;
}

void lint_names_link(struct lint *lint, const struct lint_link *link)
{
    const struct key *key = &lint->letter->summary.key;
    char title[TITLE_MAX], words[WORDS_MAX];
    size_t length = link->span->end - link->span->start;
    if (length >= sizeof words)
        return;
    snprintf(words, sizeof words, "%.*s", (int)length, link->block->text + link->span->start);
    title_before(link, title);
    if ((title[0] == '\0' && !strpbrk(words, " \n")) ||
        import_report_is_settled(lint->report, *key, SPAN_PERSON, words))
        return;
    const char *slash = strchr(link->span->target, '/');
    const struct use use = {.edition = key->edition,
                            .person = slash ? slash + 1 : link->span->target,
                            .title = title,
                            .words = words};
    add_linked(lint, link, &use);
}

/* ---- What disagrees ----------------------------------------------------------------------------
 */

/* The card that a use should have led to, and the word that says so. */
struct doubt {
    const struct card *card, *rival;
};

static int compare_cards(const void *a, const void *b)
{
    const struct card *one = a, *other = b;
    return strcmp(one->edition, other->edition);
}

static bool bears_out(const struct card *card, const char *word)
{
    return has_word(card->name, word) || has_word(card->text, word);
}

/* The cards of an edition: from *ret_first, as many as is answered. */
static size_t cards_of(const struct lint_names *names, const char *edition, size_t *ret_first)
{
    size_t low = 0, high = names->card_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names->cards[middle].edition, edition) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_first = low;
    while (high < names->card_count && strcmp(names->cards[high].edition, edition) == 0)
        high++;
    return high - low;
}

static const char *last_word(const char *words)
{
    const char *last = words;
    for (const char *at = words; *at; at++)
        if ((at[0] == ' ' || at[0] == '\n') && at[1])
            last = at + 1;
    return last;
}

/* The first of several words, where it is written out. */
static void first_word(const char *words, char word[TITLE_MAX])
{
    size_t length = 0;
    word[0] = '\0';
    while (in_word(words[length]))
        length++;
    if (length > 2 && length < TITLE_MAX && (words[length] == ' ' || words[length] == '\n'))
        snprintf(word, TITLE_MAX, "%.*s", (int)length, words);
}

/* Another card of the surname that bears out what this one does not. */
static const struct card *rival_by(const struct card *cards, size_t count, const struct card *card,
                                   const char *surname, const char *word)
{
    if (word[0] == '\0' || bears_out(card, word))
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (&cards[i] != card && is_surname(cards[i].name, surname) && bears_out(&cards[i], word))
            return &cards[i];
    return NULL;
}

/* "Ambassador Dean" linked to "Rusk, Dean", Secretary of State: a surname taken for a first name.
 * The title must be one that some card tells. */
static bool is_forename(const struct card *cards, size_t count, const struct card *card,
                        const struct use *use)
{
    bool told = false;
    if (use->title[0] == '\0' || strpbrk(use->words, " \n") || !strchr(card->name, ',') ||
        !has_word(card->name, use->words) || bears_out(card, use->title))
        return false;
    for (size_t i = 0; i < count && !told; i++)
        told = has_word(cards[i].text, use->title);
    return told;
}

static struct doubt doubt_of(const struct lint_names *names, const struct use *use)
{
    struct doubt doubt = {0};
    char first[TITLE_MAX];
    size_t start, count = cards_of(names, use->edition, &start);
    const struct card *cards = names->cards + start, *card = NULL;
    const char *surname = last_word(use->words);
    for (size_t i = 0; i < count && !card; i++)
        card = strcmp(cards[i].id, use->person) == 0 ? &cards[i] : NULL;
    if (!card)
        return doubt;
    first_word(use->words, first);
    if (is_surname(card->name, surname)) {
        doubt.rival = rival_by(cards, count, card, surname, use->title);
        if (!doubt.rival)
            doubt.rival = rival_by(cards, count, card, surname, first);
    }
    if (doubt.rival || (!is_surname(card->name, surname) && is_forename(cards, count, card, use)))
        doubt.card = card;
    return doubt;
}

static void tell(const struct lint_names *names, const struct linked *linked,
                 const struct doubt *doubt)
{
    const struct use *use = &names->uses[linked->use];
    const struct card *card = doubt->card, *rival = doubt->rival;
    char fits[WORDS_MAX] = "";
    if (rival)
        snprintf(fits, sizeof fits, "; it fits %.40s (%.20s)", rival->name, rival->id);
    import_report_warn(names->report, linked->file, linked->line, "doubtful-name", NULL,
                       "\"%s%s%s\" in the letter %s is linked to %s (%s)%s", use->title,
                       use->title[0] ? " " : "", use->words, linked->letter, card->name, card->id,
                       fits);
}

void lint_names_finish(struct lint_names *names)
{
    struct doubt *doubts = memory_zeroed(names->use_count + 1, sizeof *doubts);
    if (names->card_count > 0)
        qsort(names->cards, names->card_count, sizeof *names->cards, compare_cards);
    for (size_t i = 0; i < names->use_count; i++)
        doubts[i] = doubt_of(names, &names->uses[i]);
    for (size_t i = 0; i < names->link_count; i++)
        if (doubts[names->links[i].use].card)
            tell(names, &names->links[i], &doubts[names->links[i].use]);
    free(doubts);
}
