#include "fixture.h"

#include "base/utf8.h"
#include "support/fake_metrics.h"
#include "support/harness.h"
#include "text/glyph_page.h"

#include <string.h>

#define SENTENCE                                                                                   \
    "In this context Robert Kennedy said that removal of those bases from Turkey would take 4 to " \
    "5 months, and that the matter should stay between us. "
#define PARAGRAPH SENTENCE SENTENCE SENTENCE SENTENCE

/* ---- Letter 66: short, one page, one reference out of the exhibit ------------------------------
 */

static const struct block blocks_66[] = {
    {.kind = BLOCK_HEADING, .text = "Message to the President", .length = 24},
    {.kind = BLOCK_PARAGRAPH, .text = "A short message.", .length = 16},
};

/* ---- Letter 70: several pages, notes in heading, text and note ---------------------------------
 */

static const struct span heading_spans[] = {{SPAN_NOTE, 38, 38, "0", NULL}};
static const struct span first_spans[] = {
    {SPAN_PERSON, 16, 30, "v06/p_KRF1", NULL},
    {SPAN_NOTE, 30, 30, "1", NULL},
    {SPAN_NOTE, 42, 42, "2", NULL},
};
static const struct span last_spans[] = {{SPAN_NOTE, 12, 12, "4", NULL}};
static const struct block blocks_70[] = {
    {.kind = BLOCK_HEADING,
     .text = "Letter From Khrushchev to the President",
     .length = 39,
     .spans = heading_spans,
     .span_count = 1},
    {.kind = BLOCK_DATELINE, .text = "Moscow, October 28, 1962.", .length = 25},
    {.kind = BLOCK_PARAGRAPH,
     .text = PARAGRAPH,
     .length = sizeof PARAGRAPH - 1,
     .spans = first_spans,
     .span_count = 3},
    {.kind = BLOCK_PARAGRAPH, .text = PARAGRAPH, .length = sizeof PARAGRAPH - 1},
    {.kind = BLOCK_PARAGRAPH, .text = PARAGRAPH, .length = sizeof PARAGRAPH - 1},
    {.kind = BLOCK_PARAGRAPH, .text = PARAGRAPH, .length = sizeof PARAGRAPH - 1},
    {.kind = BLOCK_SIGNATURE,
     .text = "N. Khrushchev",
     .length = 13,
     .spans = last_spans,
     .span_count = 1},
};

static const struct block source_note[] = {
    {.kind = BLOCK_PARAGRAPH, .text = "Source: a copy.", .length = 15}};
static const struct span reference_spans[] = {{SPAN_REFERENCE, 4, 15, "letter/v06/d66", NULL},
                                              {SPAN_NOTE, 16, 16, "3", NULL}};
static const struct block reference_note[] = {{.kind = BLOCK_PARAGRAPH,
                                               .text = "See Document 66.",
                                               .length = 16,
                                               .spans = reference_spans,
                                               .span_count = 2}};
static const struct block long_note[] = {{.kind = BLOCK_PARAGRAPH,
                                          .text = PARAGRAPH PARAGRAPH PARAGRAPH,
                                          .length = 3 * (sizeof PARAGRAPH - 1)}};
static const struct block inner_note[] = {
    {.kind = BLOCK_PARAGRAPH, .text = "A note in a note.", .length = 17}};
static const struct span dead_spans[] = {{SPAN_REFERENCE, 4, 11, NULL, NULL}};
static const struct block signature_note[] = {{.kind = BLOCK_PARAGRAPH,
                                               .text = "See vol. XI of the series.",
                                               .length = 26,
                                               .spans = dead_spans,
                                               .span_count = 1}};
static const struct note notes_70[] = {
    {"0", "0", NOTE_SOURCE, source_note, 1},     {"1", "1", NOTE_EDITORS, reference_note, 1},
    {"2", "2", NOTE_EDITORS, long_note, 1},      {"3", "3", NOTE_EDITORS, inner_note, 1},
    {"4", "4", NOTE_EDITORS, signature_note, 1},
};

/* Two scans, of which the second begins with the fourth block, and a picture in the text. */
static const struct facsimile pictures_70[] = {
    {.number = 1,
     .image = 11,
     .name = "70.jpg",
     .description = "The first sheet, written by hand.",
     .credit = "State Archive",
     .width = 3000,
     .height = 4000,
     .focus_x = 500,
     .focus_y = 400,
     .block = 0},
    {.number = 2, .image = 12, .name = "70-2.jpg", .width = 1500, .height = 1000, .block = 4},
    {.number = 3,
     .image = 13,
     .name = "seal.jpg",
     .width = 400,
     .height = 400,
     .block = BLOCK_NONE,
     .in_text = true},
};

static const struct letter letters[] = {
    {.summary = {.key = {"v06", "d66"},
                 .number = "66",
                 .title = "Message to the President",
                 .date = {DATE_EXACT, "1962-10-27", "1962-10-27", "October 27, 1962"}},
     .version_lang = "en",
     .blocks = blocks_66,
     .block_count = 2},
    {.summary = {.key = {"v06", "d70"},
                 .number = "70",
                 .title = "Letter From Khrushchev to the President",
                 .place = "Moscow",
                 .date = {DATE_EXACT, "1962-10-28", "1962-10-28", "October 28, 1962"},
                 .sender = {"Khrushchev", "p_KNS2"},
                 .recipient = {"Kennedy", NULL}},
     .version_lang = "en",
     .blocks = blocks_70,
     .block_count = 7,
     .notes = notes_70,
     .note_count = 5,
     .pictures = pictures_70,
     .picture_count = 3},
};

static const struct block person_blocks[] = {
    {.kind = BLOCK_PARAGRAPH, .text = "Attorney General of the United States.", .length = 38}};
static const struct entity persons[] = {{.key = {"v06", "p_KRF1"},
                                         .name = "Kennedy, Robert F.",
                                         .blocks = person_blocks,
                                         .block_count = 1}};
static const struct slide slides[] = {
    {.quote = "A short message.",
     .caption = "Khrushchev to Kennedy",
     .place = "letter/v06/d66",
     .lang = "en"},
    {.quote = "Removal of those bases would take 4 to 5 months.",
     .caption = "Khrushchev to Kennedy",
     .place = "letter/v06/d70:3.0",
     .lang = "en"},
};

static const char *const text_langs[] = {"en", "ru"};
static const char *const suggestions[] = {"Turkey", "bases"};

static void take_answer(struct fixture *fixture, struct view_answer answer)
{
    fixture->answer = answer;
    if (answer.redraw)
        view_draw(fixture->view, fixture->now_ms, &fixture->list);
}

static void take_visit(void *self, const char *line)
{
    struct fixture *fixture = self;
    buffer_format(&fixture->visits, "%s\n", line);
}

static const struct memory_source two_letters = {
    .exhibit = {.id = "test",
                .title = "Two letters",
                .years = "1962",
                .text_langs = text_langs,
                .text_lang_count = 2},
    .suggestions = suggestions,
    .suggestion_count = 2,
    .letters = letters,
    .letter_count = 2,
    .persons = persons,
    .person_count = 1,
    .slides = slides,
    .slide_count = 2,
};

/* ---- A kiosk's state, as staff are told of it ---- */

static const struct staff_receipt receipts[] = {
    {.number = 17, .serial = 42, .code = "ok", .text_id = "update.running"},
    {.number = 16, .serial = 43, .code = "E20", .text_id = "update.e20", .detail = "key 1D38C1EE"},
    {.number = 15, .serial = 41, .code = "E30", .detail = "41 is below 42"},
};

static const char *const mistakes[] = {
    "vitrine.ini:3: theme: \"pink\" is not possible; write paper, evening or contrast",
    "vitrine.ini:9: no such setting",
};

static const struct staff_facts usual_facts = {
    .device = "hall-2",
    .exhibit = "letters-demo",
    .software = "1.2.3",
    .active = {.serial = 42,
               .title = "Letters from the harbour",
               .built = "2026-11-20",
               .signer = "1D38C1EE5D8A4C2F Archive"},
    .previous = {.serial = 41, .title = "Letters from the harbour", .built = "2026-10-02"},
    .disk_free_mb = 2810,
    .disk_mb = 3915,
    .heat_degrees = 47,
    .visits_today = 118,
    .visits_week = 612,
    .starts = 3,
    .crashes = 1,
    .fault = "E21",
    .receipts = receipts,
    .receipt_count = sizeof receipts / sizeof *receipts,
    .mistakes = mistakes,
    .mistake_count = sizeof mistakes / sizeof *mistakes,
    .clock_is_set = true,
    .clock = "2026-11-23 14:05",
    .whole = "vitrine hall-2 letters-demo 1.2.3 active=42 previous=41 disk=2810/3915 heat=47 E21",
    .settings = {.day_percent = 80,
                 .night_percent = 30,
                 .diagonal_inch_tenths = 156,
                 .lang = "en",
                 .open_minute = 600,
                 .close_minute = 1080},
};

static void init(struct fixture *fixture, const char *place, const struct memory_source *memory,
                 const struct screen *screen, const struct view_times *times,
                 const struct look_style *style, const struct view_staff *staff, const char *lang)
{
    struct error error = {0};
    struct place parsed = {0};
    *fixture = (struct fixture){
        .memory = *memory,
        .metrics = fake_metrics(),
        .now_ms = 1000,
        .facts = usual_facts,
    };
    if (strings_load(harness_source_path("assets/strings"), lang, &fixture->strings, &error) !=
        STATUS_OK)
        EXPECT_TEXT(error.message, "");
    if (keyboards_load(harness_source_path("assets/keyboards"), &fixture->keyboards, &error) !=
        STATUS_OK)
        EXPECT_TEXT(error.message, "");
    EXPECT(place_parse(place, &parsed));
    const struct view_config config = {
        .source = memory_source(&fixture->memory),
        .metrics = &fixture->metrics,
        .strings = fixture->strings,
        .keyboards = fixture->keyboards,
        .screen = *screen,
        .times = *times,
        .style = *style,
        .visits = {take_visit, fixture},
        .staff = *staff,
        .sleep_wakes = true,
        .version = "1.2.3",
    };
    draw_list_init(&fixture->list, glyph_page_retain, glyph_page_release);
    fixture->view = view_create(&config, &parsed, fixture->now_ms);
    view_draw(fixture->view, fixture->now_ms, &fixture->list);
    fixture->answer = view_tick(fixture->view, fixture->now_ms);
    view_draw(fixture->view, fixture->now_ms, &fixture->list);
    fixture_wait(fixture, 100); /* until the letter is paged to its end */
}

void fixture_init(struct fixture *fixture, const char *place, int w, int h,
                  int diagonal_inch_tenths)
{
    const struct screen screen = screen_make(w, h, diagonal_inch_tenths, 0, 100);
    init(fixture, place, &two_letters, &screen, &(struct view_times){0}, &(struct look_style){0},
         &(struct view_staff){0}, "en");
}

void fixture_init_with_lang(struct fixture *fixture, const char *place, const char *lang)
{
    const struct screen screen = screen_make(1280, 800, 101, 0, 100);
    init(fixture, place, &two_letters, &screen, &(struct view_times){0}, &(struct look_style){0},
         &(struct view_staff){0}, lang);
}

void fixture_init_with_times(struct fixture *fixture, const char *place,
                             const struct view_times *times)
{
    const struct screen screen = screen_make(1280, 800, 101, 0, 100);
    init(fixture, place, &two_letters, &screen, times, &(struct look_style){0},
         &(struct view_staff){0}, "en");
}

void fixture_init_with_style(struct fixture *fixture, const char *place, int w, int h,
                             int diagonal_inch_tenths, const struct look_style *style)
{
    const struct screen screen = screen_make(w, h, diagonal_inch_tenths, 0, 100);
    init(fixture, place, &two_letters, &screen, &(struct view_times){0}, style,
         &(struct view_staff){0}, "en");
}

void fixture_init_with_letters(struct fixture *fixture, const char *place, int w, int h,
                               int diagonal_inch_tenths, const struct memory_source *memory)
{
    const struct screen screen = screen_make(w, h, diagonal_inch_tenths, 0, 100);
    init(fixture, place, memory, &screen, &(struct view_times){0}, &(struct look_style){0},
         &(struct view_staff){0}, "en");
}

static const struct staff_facts *give_facts(void *self)
{
    const struct fixture *fixture = self;
    return &fixture->facts;
}

static bool take_request(void *self, const char *line)
{
    struct fixture *fixture = self;
    buffer_format(&fixture->requests, "%s\n", line);
    return true;
}

void fixture_init_with_staff(struct fixture *fixture, const char *place, int w, int h,
                             int diagonal_inch_tenths)
{
    const struct screen screen = screen_make(w, h, diagonal_inch_tenths, 0, 100);
    const struct view_staff staff = {
        .pin = "2468", .facts = give_facts, .request = take_request, .self = fixture};
    init(fixture, place, &two_letters, &screen, &(struct view_times){0}, &(struct look_style){0},
         &staff, "en");
}

void fixture_take(struct fixture *fixture, struct view_answer answer)
{
    take_answer(fixture, answer);
}

void fixture_go(struct fixture *fixture, const struct place *place)
{
    take_answer(fixture, view_go(fixture->view, place, fixture->now_ms));
}

void fixture_tick(struct fixture *fixture, uint64_t ms)
{
    fixture->now_ms += ms;
    take_answer(fixture, view_tick(fixture->view, fixture->now_ms));
}

void fixture_fini(struct fixture *fixture)
{
    view_destroy(fixture->view);
    buffer_fini(&fixture->visits);
    buffer_fini(&fixture->requests);
    draw_list_fini(&fixture->list);
    strings_destroy(fixture->strings);
    keyboards_destroy(fixture->keyboards);
}

static void gesture(struct fixture *fixture, enum gesture_kind kind, struct point start,
                    struct point point)
{
    const struct gesture made = {
        .kind = kind,
        .time_ms = fixture->now_ms,
        .start = start,
        .point = point,
        .dx_px = point.x - start.x,
        .dy_px = point.y - start.y,
        .horizontal = true,
    };
    take_answer(fixture, view_gesture(fixture->view, &made));
}

void fixture_tap_at(struct fixture *fixture, int x, int y)
{
    const struct point point = {x, y};
    gesture(fixture, GESTURE_PRESS, point, point);
    fixture->now_ms += 80;
    gesture(fixture, GESTURE_TAP, point, point);
    fixture->now_ms += 400;
}

bool fixture_tap(struct fixture *fixture, const char *name)
{
    const struct draw_target *target = fixture_target(fixture, name);
    if (target == NULL)
        return false;
    fixture_tap_at(fixture, target->hit.x + target->hit.w / 2, target->hit.y + target->hit.h / 2);
    return true;
}

void fixture_drag(struct fixture *fixture, struct point from, int dx, int dy)
{
    gesture(fixture, GESTURE_PRESS, from, from);
    gesture(fixture, GESTURE_CANCEL, from, from);
    gesture(fixture, GESTURE_DRAG_BEGIN, from, from);
    fixture->now_ms += 200;
    gesture(fixture, GESTURE_DRAG_MOVE, from, (struct point){from.x + dx, from.y + dy});
    fixture->now_ms += 200;
    gesture(fixture, GESTURE_DRAG_END, from, (struct point){from.x + dx, from.y + dy});
}

void fixture_double_tap(struct fixture *fixture, struct point point)
{
    gesture(fixture, GESTURE_PRESS, point, point);
    gesture(fixture, GESTURE_TAP, point, point);
    fixture->now_ms += 150;
    gesture(fixture, GESTURE_DOUBLE_TAP, point, point);
}

void fixture_pinch(struct fixture *fixture, struct point middle, int spread_percent)
{
    struct gesture made = {.kind = GESTURE_PINCH_BEGIN,
                           .start = middle,
                           .point = middle,
                           .start_spread_px = 100,
                           .spread_px = 100};
    for (int i = 0; i < 3; i++) {
        made.kind = i == 0 ? GESTURE_PINCH_BEGIN : i == 1 ? GESTURE_PINCH_MOVE : GESTURE_PINCH_END;
        made.spread_px = i == 0 ? 100 : spread_percent;
        made.time_ms = fixture->now_ms += 50;
        take_answer(fixture, view_gesture(fixture->view, &made));
    }
}

const struct draw_item *fixture_picture(const struct fixture *fixture, uint32_t image)
{
    for (size_t i = 0; i < fixture->list.item_count; i++)
        if (fixture->list.items[i].kind == DRAW_PICTURE &&
            fixture->list.items[i].picture.image == image)
            return &fixture->list.items[i];
    return NULL;
}

void fixture_swipe(struct fixture *fixture, int dx)
{
    const struct point start = {fixture->list.screen.w / 2, fixture->list.screen.h / 3};
    gesture(fixture, GESTURE_PRESS, start, start);
    gesture(fixture, GESTURE_CANCEL, start, start);
    gesture(fixture, GESTURE_DRAG_BEGIN, start, (struct point){start.x + dx / 4, start.y});
    fixture->now_ms += 30;
    gesture(fixture, GESTURE_DRAG_MOVE, start, (struct point){start.x + dx / 2, start.y});
    fixture->now_ms += 30;
    gesture(fixture, GESTURE_DRAG_END, start, (struct point){start.x + dx, start.y});
    fixture_wait(fixture, 400);
}

void fixture_wait(struct fixture *fixture, uint64_t ms)
{
    uint64_t end = fixture->now_ms + ms;
    while (fixture->answer.deadline_ms <= end) {
        uint64_t due = fixture->answer.deadline_ms;
        fixture->now_ms = due > fixture->now_ms ? due : fixture->now_ms + 16;
        take_answer(fixture, view_tick(fixture->view, fixture->now_ms));
    }
    if (fixture->now_ms < end)
        fixture->now_ms = end;
}

void fixture_key(struct fixture *fixture, enum input_key key)
{
    take_answer(fixture, view_key(fixture->view, key, fixture->now_ms));
    fixture->now_ms += 400;
}

void fixture_type(struct fixture *fixture, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        char letter[8] = "";
        size_t from = at;
        (void)utf8_next(text, length, &at);
        memcpy(letter, text + from, at - from);
        take_answer(fixture, view_type(fixture->view, letter, fixture->now_ms));
        fixture->now_ms += 200;
    }
}

void fixture_headphones(struct fixture *fixture, bool in)
{
    take_answer(fixture, view_headphones(fixture->view, in, fixture->now_ms));
}

void fixture_notify(struct fixture *fixture, const struct view_notice *notice)
{
    take_answer(fixture, view_notify(fixture->view, notice, fixture->now_ms));
}

const char *fixture_place(const struct fixture *fixture)
{
    static char text[PLACE_TEXT_SIZE];
    struct place place = view_place(fixture->view);
    return place_format(&place, text);
}

const struct draw_target *fixture_target(const struct fixture *fixture, const char *name)
{
    for (size_t i = fixture->list.target_count; i-- > 0;)
        if (strcmp(fixture->list.targets[i].name, name) == 0)
            return &fixture->list.targets[i];
    return NULL;
}

struct rect fixture_box(const struct fixture *fixture, enum draw_box_kind kind)
{
    for (size_t i = 0; i < fixture->list.box_count; i++)
        if (fixture->list.boxes[i].kind == kind)
            return fixture->list.boxes[i].rect;
    return (struct rect){0};
}

bool fixture_shows(const struct fixture *fixture, const char *words)
{
    for (size_t i = 0; i < fixture->list.run_count; i++)
        if (strstr(fixture->list.runs[i].text, words) != NULL)
            return true;
    return false;
}
