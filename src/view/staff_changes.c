#include "view/staff_changes.h"

#include <string.h>

/* Indices of choices; of those with several, the first. */
enum change {
    DAY_DARKER,
    DAY_BRIGHTER,
    NIGHT_DARKER,
    NIGHT_BRIGHTER,
    THEME,
    MOTION = THEME + THEME_KIND_COUNT,
    DIAGONAL = MOTION + 2, /* of diagonal_steps */
    ALWAYS_OPEN = DIAGONAL + 4,
    OPEN_BY_CLOCK,
    OPEN_EARLIER,
    OPEN_LATER,
    CLOSE_EARLIER,
    CLOSE_LATER,
    LANGUAGE /* and as many as the exhibit has */
};

enum {
    PERCENT_STEP = 10,
    PERCENT_MIN = 10,
    DIAGONAL_MIN = 30,
    DIAGONAL_MAX = 1500, /* as CONFIGURATION.md has it */
    QUARTER_MINUTES = 15,
    DAY_MINUTES = 24 * 60,
    USUAL_OPEN = 10 * 60,
    USUAL_CLOSE = 18 * 60,
    LANGUAGES_MAX = 12
};

static const int diagonal_steps[] = {-10, -1, 1, 10};

/* ---- What a choice asks for --------------------------------------------------------------------
 */

static const char *percent_line(const char *key, int percent, struct arena *arena)
{
    bool possible = percent >= PERCENT_MIN && percent <= 100;
    return possible ? arena_format(arena, "set %s %d", key, percent) : NULL;
}

static const char *diagonal_line(int tenths, struct arena *arena)
{
    bool possible = tenths >= DIAGONAL_MIN && tenths <= DIAGONAL_MAX;
    return possible ? arena_format(arena, "set screen.diagonal_in %d.%d", tenths / 10, tenths % 10)
                    : NULL;
}

static const char *hours_line(int from, int to, struct arena *arena)
{
    bool possible = from >= 0 && to < DAY_MINUTES && to - from >= QUARTER_MINUTES;
    return possible ? arena_format(arena, "set hours %02d:%02d-%02d:%02d", from / 60, from % 60,
                                   to / 60, to % 60)
                    : NULL;
}

static const char *language_line(const struct stage *stage, int index, struct arena *arena)
{
    const char *langs[LANGUAGES_MAX];
    size_t count = stage_languages(stage, langs, LANGUAGES_MAX);
    return index >= 0 && (size_t)index < count
               ? arena_format(arena, "set language %s", langs[index])
               : NULL;
}

static const char *time_line(const struct staff_settings *now, enum change change,
                             struct arena *arena)
{
    int from = now->open_minute, to = now->close_minute, step = QUARTER_MINUTES;
    switch (change) {
    case OPEN_BY_CLOCK:
        return from < to ? hours_line(from, to, arena) : hours_line(USUAL_OPEN, USUAL_CLOSE, arena);
    case OPEN_EARLIER:
        return hours_line(from - step, to, arena);
    case OPEN_LATER:
        return hours_line(from + step, to, arena);
    case CLOSE_EARLIER:
        return hours_line(from, to - step, arena);
    case CLOSE_LATER:
        return hours_line(from, to + step, arena);
    default:
        return "set hours always";
    }
}

const char *staff_changes_line(const struct stage *stage, const struct staff_settings *settings,
                               int index, struct arena *arena)
{
    if (index >= LANGUAGE)
        return language_line(stage, index - LANGUAGE, arena);
    if (index >= ALWAYS_OPEN)
        return time_line(settings, (enum change)index, arena);
    if (index >= DIAGONAL)
        return diagonal_line(settings->diagonal_inch_tenths + diagonal_steps[index - DIAGONAL],
                             arena);
    if (index >= MOTION)
        return index == MOTION ? "set pictures moving" : "set pictures still";
    if (index >= THEME)
        return arena_format(arena, "set theme %s", theme_name((enum theme_kind)(index - THEME)));
    int step = index == DAY_DARKER || index == NIGHT_DARKER ? -PERCENT_STEP : PERCENT_STEP;
    if (index >= NIGHT_DARKER)
        return percent_line("brightness.night_percent", settings->night_percent + step, arena);
    return percent_line("brightness.day_percent", settings->day_percent + step, arena);
}

/* ---- What can be chosen ------------------------------------------------------------------------
 */

/* What rows are made with. */
struct making {
    const struct stage *stage;
    const struct staff_settings *settings;
    struct arena *arena;
    struct staff_rows *rows;
};

static const char *text(const struct making *making, const char *id)
{
    return strings_text(making->stage->config->strings, id);
}

static void add_choice(const struct making *making, int index, const char *name, const char *label,
                       bool chosen)
{
    bool possible =
        staff_changes_line(making->stage, making->settings, index, making->arena) != NULL;
    const struct bar_cell cell = {
        .action = ACTION_STAFF_CHANGE,
        .index = index,
        .name = name,
        .label = label,
        .off = !possible,
    };
    staff_rows_cell(making->rows, &cell, chosen);
}

/* A button with a picture alone. */
static void add_step(const struct making *making, int index, const char *name, const char *icon,
                     const char *said)
{
    bool possible =
        staff_changes_line(making->stage, making->settings, index, making->arena) != NULL;
    const struct bar_cell cell = {.action = ACTION_STAFF_CHANGE,
                                  .index = index,
                                  .name = name,
                                  .icon = icon,
                                  .said = text(making, said),
                                  .off = !possible};
    staff_rows_cell(making->rows, &cell, false);
}

static void add_value(const struct making *making, const char *value)
{
    const struct bar_cell cell = {.label = value};
    staff_rows_cell(making->rows, &cell, false);
}

static void add_percent(const struct making *making, const char *id, int percent, int darker,
                        const char *darker_name, const char *brighter_name)
{
    staff_rows_choice(making->rows, text(making, id));
    add_step(making, darker, darker_name, "smaller", "staff.darker");
    add_value(making, strings_format(making->stage->config->strings, making->arena, "staff.percent",
                                     percent, 0, NULL));
    add_step(making, darker + 1, brighter_name, "larger", "staff.brighter");
}

static void add_diagonal(const struct making *making)
{
    static const char *const names[] = {"diagonal-10", "diagonal-1", "diagonal+1", "diagonal+10"};
    static const char *const labels[] = {"−1″", "−0.1″", "+0.1″", "+1″"};
    const struct stage *stage = making->stage;
    int tenths = making->settings->diagonal_inch_tenths;
    const char *size = arena_format(making->arena, "%d.%d″", tenths / 10, tenths % 10);
    staff_rows_choice(making->rows,
                      strings_format(stage->config->strings, making->arena, "staff.diagonal", 0, 0,
                                     stage_isolated(stage, making->arena, size)));
    for (int i = 0; i < 4; i++)
        add_choice(making, DIAGONAL + i, names[i], stage_isolated(stage, making->arena, labels[i]),
                   false);
}

void staff_changes_screen(const struct stage *stage, const struct staff_settings *settings,
                          struct arena *arena, struct staff_rows *rows)
{
    static const char *const themes[] = {"opt.colour.paper", "opt.colour.evening",
                                         "opt.colour.contrast"};
    const struct making making = {stage, settings, arena, rows};
    add_percent(&making, "staff.brightness", settings->day_percent, DAY_DARKER, "day-darker",
                "day-brighter");
    add_percent(&making, "staff.brightness.night", settings->night_percent, NIGHT_DARKER,
                "night-darker", "night-brighter");
    staff_rows_choice(rows, text(&making, "opt.colour"));
    for (int kind = 0; kind < THEME_KIND_COUNT; kind++)
        add_choice(&making, THEME + kind,
                   arena_format(arena, "theme-%s", theme_name((enum theme_kind)kind)),
                   text(&making, themes[kind]), settings->theme == (enum theme_kind)kind);
    staff_rows_choice(rows, text(&making, "opt.motion"));
    add_choice(&making, MOTION, "motion-moving", text(&making, "opt.motion.moving"),
               !settings->still);
    add_choice(&making, MOTION + 1, "motion-still", text(&making, "opt.motion.still"),
               settings->still);
    add_diagonal(&making);
}

static void add_time(const struct making *making, const char *id, int minute, int earlier,
                     const char *earlier_name, const char *later_name)
{
    staff_rows_choice(making->rows, text(making, id));
    add_step(making, earlier, earlier_name, "smaller", "staff.earlier");
    add_value(making, arena_format(making->arena, "%02d:%02d", minute / 60, minute % 60));
    add_step(making, earlier + 1, later_name, "larger", "staff.later");
}

void staff_changes_hours(const struct stage *stage, const struct staff_facts *facts,
                         struct arena *arena, struct staff_rows *rows)
{
    const struct staff_settings *settings = &facts->settings;
    const struct making making = {stage, settings, arena, rows};
    staff_rows_choice(rows, text(&making, "staff.hours"));
    add_choice(&making, ALWAYS_OPEN, "open-always", text(&making, "staff.hours.always"),
               settings->always_open);
    add_choice(&making, OPEN_BY_CLOCK, "open-by-clock", text(&making, "staff.hours.clock"),
               !settings->always_open);
    if (!settings->always_open) {
        add_time(&making, "staff.hours.from", settings->open_minute, OPEN_EARLIER, "open-earlier",
                 "open-later");
        add_time(&making, "staff.hours.to", settings->close_minute, CLOSE_EARLIER, "close-earlier",
                 "close-later");
    }
    if (settings->days_differ)
        staff_rows_text(rows, text(&making, "staff.hours.differ"), false);
    staff_rows_fact(rows, text(&making, "staff.clock"),
                    facts->clock_is_set ? facts->clock : text(&making, "staff.clock.unset"),
                    facts->clock_is_set);
}

void staff_changes_language(const struct stage *stage, const struct staff_settings *settings,
                            struct arena *arena, struct staff_rows *rows)
{
    const char *langs[LANGUAGES_MAX];
    const struct making making = {stage, settings, arena, rows};
    const struct view_words *words = &stage->config->words;
    size_t count = stage_languages(stage, langs, LANGUAGES_MAX);
    staff_rows_text(rows, text(&making, "staff.language.hint"), false);
    for (size_t i = 0; i < count; i++) {
        bool chosen = settings->lang != NULL && strcmp(settings->lang, langs[i]) == 0;
        const struct bar_cell cell = {.action = ACTION_STAFF_CHANGE,
                                      .index = LANGUAGE + (int)i,
                                      .name = arena_format(arena, "language=%s", langs[i]),
                                      .label = words->name(words->self, langs[i])};
        staff_rows_button(rows, &cell, chosen);
    }
}
