#include "view/staff_pages.h"

#include "view/dates.h"
#include "view/staff_changes.h"

#include <string.h>

static const struct {
    const char *name, *title;
} pages[STAFF_PAGE_COUNT] = {
    [STAFF_PAGE_PIN] = {"pin", "staff.title"},
    [STAFF_PAGE_MENU] = {"", "staff.title"},
    [STAFF_PAGE_CONTENT] = {"content", "staff.content"},
    [STAFF_PAGE_RECORDS] = {"records", "staff.statistics"},
    [STAFF_PAGE_SCREEN] = {"screen", "staff.screen"},
    [STAFF_PAGE_HOURS] = {"hours", "staff.hours"},
    [STAFF_PAGE_LANGUAGE] = {"language", "opt.lang"},
    [STAFF_PAGE_SUPPORT] = {"support", "staff.support"},
    [STAFF_PAGE_MISTAKES] = {"mistakes", "staff.mistakes"},
    [STAFF_PAGE_PREVIOUS] = {"previous", "staff.previous"},
    [STAFF_PAGE_RESTART] = {"restart", "staff.restart"},
    [STAFF_PAGE_SHUTDOWN] = {"shutdown", "staff.shutdown"},
    [STAFF_PAGE_CLEAN] = {"clean", "staff.clean"},
    [STAFF_PAGE_CHART] = {"chart", "staff.chart"},
};

const char *staff_page_name(enum staff_page page)
{
    return pages[page].name;
}

const char *staff_page_title(enum staff_page page)
{
    return pages[page].title;
}

enum staff_page staff_page_find(const char *name)
{
    for (int page = STAFF_PAGE_MENU; page < STAFF_PAGE_COUNT; page++)
        if (strcmp(pages[page].name, name) == 0)
            return (enum staff_page)page;
    return STAFF_PAGE_NONE;
}

const char *staff_wish_line(enum staff_wish wish)
{
    static const char *const lines[] = {[STAFF_WISH_SAVE] = "save-records",
                                        [STAFF_WISH_PREVIOUS] = "previous",
                                        [STAFF_WISH_RESTART] = "restart",
                                        [STAFF_WISH_SHUTDOWN] = "shutdown"};
    return lines[wish];
}

/* ---- Parts of pages ----------------------------------------------------------------------------
 */

/* What a page is made with. */
struct making {
    const struct stage *stage;
    const struct strings *strings;
    const struct staff_facts *facts;
    struct arena *arena;
    struct staff_rows *rows;
};

static const char *text(const struct making *making, const char *id)
{
    return strings_text(making->strings, id);
}

static void add_fact(const struct making *making, const char *id, const char *value)
{
    staff_rows_fact(making->rows, text(making, id), value, true);
}

/* A fact whose value is words of the interface. */
static void add_words(const struct making *making, const char *id, const char *value)
{
    staff_rows_fact(making->rows, text(making, id), value, false);
}

static void add_number(const struct making *making, const char *id, int number)
{
    if (number != STAFF_UNKNOWN)
        add_fact(making, id, arena_format(making->arena, "%d", number));
}

static void add_link(const struct making *making, enum staff_page page)
{
    const struct bar_cell cell = {.action = ACTION_STAFF_PAGE,
                                  .index = (int)page,
                                  .name = arena_format(making->arena, "staff=%s", pages[page].name),
                                  .label = text(making, pages[page].title)};
    staff_rows_button(making->rows, &cell, false);
}

static void add_wish(const struct making *making, enum staff_wish wish, const char *id)
{
    const struct bar_cell cell = {.action = ACTION_STAFF_DO,
                                  .index = (int)wish,
                                  .name =
                                      arena_format(making->arena, "ask=%s", staff_wish_line(wish)),
                                  .label = text(making, id)};
    staff_rows_button(making->rows, &cell, false);
}

static const char *edition_name(const struct making *making, const struct staff_edition *edition)
{
    if (edition->serial == 0)
        return text(making, "staff.none");
    const char *title = edition->title == NULL ? "" : edition->title;
    return arena_format(making->arena, "%llu%s%s", (unsigned long long)edition->serial,
                        title[0] == '\0' ? "" : " · ", title);
}

static void add_built(const struct making *making, const struct staff_edition *edition)
{
    if (edition->built != NULL)
        add_words(making, "staff.built",
                  dates_short(making->strings, making->arena, edition->built));
}

static void add_state(const struct making *making)
{
    const struct staff_facts *facts = making->facts;
    if (facts->disk_free_mb != STAFF_UNKNOWN)
        add_words(making, "staff.disk",
                  strings_format(making->strings, making->arena, "staff.free", facts->disk_free_mb,
                                 facts->disk_mb, NULL));
    if (facts->heat_degrees != STAFF_UNKNOWN)
        add_fact(making, "staff.heat",
                 strings_format(making->strings, making->arena, "staff.degrees",
                                facts->heat_degrees, 0, NULL));
    add_fact(making, "staff.fault",
             facts->fault == NULL ? text(making, "staff.none") : facts->fault);
    if (facts->clock_is_set)
        add_fact(making, "staff.clock", facts->clock);
    else
        add_words(making, "staff.clock", text(making, "staff.clock.unset"));
}

/* ---- Pages -------------------------------------------------------------------------------------
 */

static void fill_menu(const struct making *making)
{
    static const enum staff_page links[] = {
        STAFF_PAGE_CONTENT,  STAFF_PAGE_RECORDS, STAFF_PAGE_SCREEN,  STAFF_PAGE_HOURS,
        STAFF_PAGE_LANGUAGE, STAFF_PAGE_CLEAN,   STAFF_PAGE_SUPPORT, STAFF_PAGE_PREVIOUS,
        STAFF_PAGE_RESTART,  STAFF_PAGE_SHUTDOWN};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        add_link(making, links[i]);
    add_wish(making, STAFF_WISH_SAVE, "staff.save");
    if (making->facts->mistake_count > 0)
        add_link(making, STAFF_PAGE_MISTAKES);
    add_fact(making, "about.edition", edition_name(making, &making->facts->active));
    add_state(making);
}

static void fill_content(const struct making *making)
{
    const struct staff_facts *facts = making->facts;
    add_fact(making, "about.edition", edition_name(making, &facts->active));
    add_built(making, &facts->active);
    add_fact(making, "staff.signer", facts->active.signer);
    add_fact(making, "staff.previous", edition_name(making, &facts->previous));
    add_fact(making, "staff.exhibit", facts->exhibit);
    add_fact(making, "staff.device", facts->device);
    add_fact(making, "about.software", facts->software);
    if (facts->starts != STAFF_UNKNOWN)
        add_fact(making, "staff.starts",
                 arena_format(making->arena, "%d, %d", facts->starts, facts->crashes));
    add_state(making);
}

/* Number and code, the edition it was about, and what it was in the words staff know. */
static void add_receipt(const struct making *making, const struct staff_receipt *receipt)
{
    bool spoken = receipt->text_id != NULL;
    const char *detail = receipt->detail == NULL ? "" : receipt->detail;
    const char *label = arena_format(making->arena, "%llu · %s",
                                     (unsigned long long)receipt->number, receipt->code);
    const char *said =
        spoken ? strings_format(making->strings, making->arena, receipt->text_id,
                                (long)receipt->serial, 0,
                                stage_isolated(making->stage, making->arena, detail))
               : arena_format(making->arena, "%llu%s%s", (unsigned long long)receipt->serial,
                              detail[0] == '\0' ? "" : " · ", detail);
    staff_rows_fact(making->rows, label, said, !spoken);
}

static void fill_records(const struct making *making)
{
    const struct staff_facts *facts = making->facts;
    add_number(making, "staff.today", facts->visits_today);
    add_number(making, "staff.week", facts->visits_week);
    staff_rows_text(making->rows, text(making, "staff.records.hint"), false);
    add_wish(making, STAFF_WISH_SAVE, "staff.save");
    for (size_t i = 0; i < facts->receipt_count; i++)
        add_receipt(making, &facts->receipts[i]);
}

static void fill_support(const struct making *making)
{
    if (making->facts->whole != NULL)
        staff_rows_code(making->rows, text(making, "staff.support.hint"), making->facts->whole);
    else
        staff_rows_text(making->rows, text(making, "staff.support.none"), false);
}

static void fill_mistakes(const struct making *making)
{
    staff_rows_text(making->rows, text(making, "staff.mistakes.hint"), false);
    for (size_t i = 0; i < making->facts->mistake_count; i++)
        staff_rows_text(making->rows, making->facts->mistakes[i], true);
}

/* A question, and the button that does it; Back is in the bar. */
static void fill_question(const struct making *making, const char *question, enum staff_wish wish,
                          const char *id)
{
    staff_rows_text(making->rows, question, false);
    add_wish(making, wish, id);
}

static void fill_previous(const struct making *making)
{
    const struct staff_edition *previous = &making->facts->previous;
    if (previous->serial == 0) {
        staff_rows_text(making->rows, text(making, "staff.previous.none"), false);
        return;
    }
    add_fact(making, "staff.previous", edition_name(making, previous));
    add_built(making, previous);
    fill_question(making,
                  strings_format(making->strings, making->arena, "staff.previous.q",
                                 (long)previous->serial, 0, NULL),
                  STAFF_WISH_PREVIOUS, "staff.previous");
}

void staff_pages_fill(const struct stage *stage, enum staff_page page,
                      const struct staff_facts *facts, struct arena *arena,
                      struct staff_rows *ret_rows)
{
    static const struct staff_facts nothing = {.disk_free_mb = STAFF_UNKNOWN,
                                               .heat_degrees = STAFF_UNKNOWN,
                                               .starts = STAFF_UNKNOWN,
                                               .visits_today = STAFF_UNKNOWN,
                                               .visits_week = STAFF_UNKNOWN};
    static const size_t columns[] = {
        [SCREEN_SMALL] = 3, [SCREEN_PORTRAIT] = 2, [SCREEN_LANDSCAPE] = 4};
    const struct making making = {stage, stage->config->strings, facts == NULL ? &nothing : facts,
                                  arena, ret_rows};
    ret_rows->count = 0;
    ret_rows->columns = columns[stage->look.size_class];
    switch (page) {
    case STAFF_PAGE_MENU:
        fill_menu(&making);
        break;
    case STAFF_PAGE_CONTENT:
        fill_content(&making);
        break;
    case STAFF_PAGE_RECORDS:
        fill_records(&making);
        break;
    case STAFF_PAGE_SCREEN:
        staff_changes_screen(stage, &making.facts->settings, arena, ret_rows);
        add_link(&making, STAFF_PAGE_CHART);
        break;
    case STAFF_PAGE_HOURS:
        staff_changes_hours(stage, making.facts, arena, ret_rows);
        break;
    case STAFF_PAGE_LANGUAGE:
        staff_changes_language(stage, &making.facts->settings, arena, ret_rows);
        break;
    case STAFF_PAGE_SUPPORT:
        fill_support(&making);
        break;
    case STAFF_PAGE_MISTAKES:
        fill_mistakes(&making);
        break;
    case STAFF_PAGE_PREVIOUS:
        fill_previous(&making);
        break;
    case STAFF_PAGE_RESTART:
        fill_question(&making, text(&making, "staff.restart.q"), STAFF_WISH_RESTART,
                      "staff.restart");
        break;
    case STAFF_PAGE_SHUTDOWN:
        fill_question(&making, text(&making, "staff.shutdown.q"), STAFF_WISH_SHUTDOWN,
                      "staff.shutdown");
        break;
    default:
        break;
    }
}
