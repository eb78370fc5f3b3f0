#include "app/viewer/monkey.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "app/viewer/drive.h"
#include "draw/dump.h"
#include "input/corner.h"

enum {
    CONTACTS = 4,       /* fingers of its two hands */
    REST_EVERY = 3000,  /* events between two times that it sits still */
    RESTS_A_STATE = 10, /* it always sits still where it has not often done so */
    FAULTS_PRINTED = 20,
    EVENTS_FOR_ALL = 50000, /* so many that every state is met, whatever the chance */
    WARM_PERCENT = 20,      /* of the events: from then on memory stays */
    GROWTH_MAX_KB = 1024,   /* what caches may still take */
    PAD_MS = 20000,         /* the PIN pad lies over a reader's page so long */
    READER_TWICE = 2        /* with headphones in, a reader has twice the time */
};

/* The states that are told apart; a place has the first that fits. */
static const struct state {
    const char *name;
    enum place_kind kind;
    enum place_overlay overlay;
} states[] = {
    {"attract", PLACE_ATTRACT, OVERLAY_NONE},
    {"contents", PLACE_CONTENTS, OVERLAY_NONE},
    {"exchange", PLACE_EXCHANGE, OVERLAY_NONE},
    {"search", PLACE_SEARCH, OVERLAY_NONE},
    {"options", PLACE_OPTIONS, OVERLAY_NONE},
    {"prompt", PLACE_PROMPT, OVERLAY_NONE},
    {"about", PLACE_ABOUT, OVERLAY_NONE},
    {"letter", PLACE_LETTER, OVERLAY_NONE},
    {"note", PLACE_LETTER, OVERLAY_NOTE},
    {"notes", PLACE_LETTER, OVERLAY_NOTES},
    {"pages", PLACE_LETTER, OVERLAY_PAGES},
    {"letter-about", PLACE_LETTER, OVERLAY_ABOUT},
    {"end", PLACE_LETTER, OVERLAY_END},
    {"side", PLACE_LETTER, OVERLAY_SIDE},
    {"web", PLACE_LETTER, OVERLAY_WEB},
    {"picture", PLACE_PICTURE, OVERLAY_NONE},
    {"picture-side", PLACE_PICTURE, OVERLAY_SIDE},
    {"fault", PLACE_FAULT, OVERLAY_NONE},
    {"pin", PLACE_PIN, OVERLAY_NONE},
    {"staff", PLACE_STAFF, OVERLAY_NONE},
};

enum { STATE_COUNT = sizeof states / sizeof *states };

struct finger {
    bool down;
    struct point point;
};

struct monkey {
    struct kiosk *kiosk;
    struct drive drive;
    uint64_t random;
    uint64_t events, wanted;
    struct finger fingers[CONTACTS];
    uint64_t start_within_ms; /* from any state to the slides */
    const char *pin;          /* of staff; "": nobody gets in */
    bool asked, knocks;       /* the pad may come now; and the menu */
    enum place_kind last;     /* state it was in */
    uint64_t met[STATE_COUNT], rested[STATE_COUNT];
    uint64_t frames, faults, text_bytes;
    size_t warm_kb;
    struct buffer text; /* of the frame */
};

/* ---- Chance ---- */

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(struct monkey *monkey)
{
    uint64_t z = monkey->random += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* From 0 to below `end`. */
static int below(struct monkey *monkey, int end)
{
    return end <= 0 ? 0 : (int)(next_random(monkey) % (uint64_t)end);
}

static struct point point_in(struct monkey *monkey, struct rect rect)
{
    return (struct point){rect.x + below(monkey, rect.w), rect.y + below(monkey, rect.h)};
}

/* ---- What must hold ---- */

static void fault(struct monkey *monkey, const char *what, const char *which)
{
    char text[PLACE_TEXT_SIZE];
    struct place place = kiosk_place(monkey->kiosk);
    if (monkey->faults++ < FAULTS_PRINTED)
        fprintf(stderr, "event %llu, %s: %s: %s\n", (unsigned long long)monkey->events,
                place_format(&place, text), what, which);
}

static bool is_within(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

static void check_targets(struct monkey *monkey, const struct draw_list *frame)
{
    for (size_t i = 0; i < frame->target_count; i++) {
        const struct draw_target *target = &frame->targets[i];
        if (target->name == NULL || target->name[0] == '\0' || target->label == NULL)
            fault(monkey, "a target without name or label", target->name);
        else if (target->hit.w <= 0 || target->hit.h <= 0)
            fault(monkey, "a target that cannot be hit", target->name);
        else if (target->focus > 0 && !rect_intersects(target->drawn, frame->screen))
            fault(monkey, "a target beyond the glass", target->name);
    }
}

static void check_boxes(struct monkey *monkey, const struct draw_list *frame)
{
    for (size_t i = 0; i < frame->box_count; i++)
        if (frame->boxes[i].kind == BOX_OVERLAY && !is_within(frame->boxes[i].rect, frame->screen))
            fault(monkey, "beyond the glass", "a card, sheet or panel");
}

/* The state's address leads back to it. */
static void check_place(struct monkey *monkey, const struct place *place)
{
    char text[PLACE_TEXT_SIZE];
    struct place read;
    if (!place_parse(place_format(place, text), &read) || !place_equals(place, &read))
        fault(monkey, "not an address", text);
}

static size_t state_of(const struct place *place)
{
    for (size_t i = 0; i < STATE_COUNT; i++)
        if (states[i].kind == place->kind && states[i].overlay == place->overlay)
            return i;
    return STATE_COUNT;
}

/* The pages for staff come by their gesture or key alone, and the menu by the PIN alone. */
static void check_staff(struct monkey *monkey, enum place_kind kind)
{
    bool was_staff = monkey->last == PLACE_PIN || monkey->last == PLACE_STAFF;
    if (kind == PLACE_PIN && !was_staff && !monkey->asked && !monkey->knocks)
        fault(monkey, "nobody asked for it", "the PIN pad");
    if (kind == PLACE_STAFF && monkey->last != PLACE_STAFF && !monkey->knocks)
        fault(monkey, "without a PIN", "the menu for staff");
    monkey->asked = monkey->asked && kind == PLACE_PIN;
    monkey->last = kind;
}

/* Is told of every frame, and of every event that changed none. */
static void count_state(struct monkey *monkey)
{
    struct place place = kiosk_place(monkey->kiosk);
    size_t state = state_of(&place);
    check_place(monkey, &place);
    check_staff(monkey, place.kind);
    if (state < STATE_COUNT)
        monkey->met[state]++;
    else
        fault(monkey, "in no known state", "");
}

/* A new frame: its text is written, as a dump would. */
static void look(void *self)
{
    struct monkey *monkey = self;
    const struct draw_list *frame = kiosk_frame(monkey->kiosk);
    monkey->frames++;
    count_state(monkey);
    check_targets(monkey, frame);
    check_boxes(monkey, frame);
    buffer_cut(&monkey->text, 0);
    kiosk_describe(monkey->kiosk, monkey->drive.now_ms, &monkey->text);
    monkey->text_bytes += monkey->text.length;
}

/* ---- What it does ---- */

static void wait(struct monkey *monkey, uint64_t ms)
{
    drive_advance(&monkey->drive, monkey->drive.now_ms + ms);
}

static void give(struct monkey *monkey, struct input_event event)
{
    drive_input(&monkey->drive, event);
    monkey->events++;
    count_state(monkey);
}

static void touch(struct monkey *monkey, int contact, enum input_event_kind kind,
                  struct point point, int size_px)
{
    monkey->fingers[contact] = (struct finger){kind != INPUT_TOUCH_UP, point};
    give(monkey, (struct input_event){.kind = kind,
                                      .device = contact % 2,
                                      .contact = contact,
                                      .point = point,
                                      .size_px = size_px});
}

/* Where a finger goes: mostly to something that can be touched. */
static struct point aim(struct monkey *monkey)
{
    const struct draw_list *frame = kiosk_frame(monkey->kiosk);
    if (frame->target_count == 0 || below(monkey, 6) == 0)
        return point_in(monkey, frame->screen);
    const struct draw_target *target = &frame->targets[below(monkey, (int)frame->target_count)];
    return point_in(monkey, target->drawn);
}

static void tap(struct monkey *monkey)
{
    int contact = below(monkey, CONTACTS);
    struct point point = aim(monkey);
    touch(monkey, contact, INPUT_TOUCH_DOWN, point, below(monkey, 12));
    wait(monkey, (uint64_t)below(monkey, 160));
    touch(monkey, contact, INPUT_TOUCH_UP, point, 0);
    wait(monkey, (uint64_t)below(monkey, 500));
}

static void drag(struct monkey *monkey)
{
    int contact = below(monkey, CONTACTS), steps = 2 + below(monkey, 8);
    struct rect screen = kiosk_frame(monkey->kiosk)->screen;
    struct point point = aim(monkey);
    int dx = below(monkey, screen.w / 4) - screen.w / 8,
        dy = below(monkey, 3) == 0 ? below(monkey, screen.h / 4) - screen.h / 8 : 0;
    touch(monkey, contact, INPUT_TOUCH_DOWN, point, 0);
    for (int i = 0; i < steps; i++) {
        wait(monkey, 8 + (uint64_t)below(monkey, 24));
        point = (struct point){point.x + dx, point.y + dy};
        touch(monkey, contact, INPUT_TOUCH_MOVE, point, 0);
    }
    touch(monkey, contact, INPUT_TOUCH_UP, point, 0);
}

/* Two fingers part or meet. */
static void pinch(struct monkey *monkey)
{
    struct point a = aim(monkey), b = {a.x + 200, a.y};
    int dx = below(monkey, 80) - 40;
    touch(monkey, 0, INPUT_TOUCH_DOWN, a, 0);
    wait(monkey, (uint64_t)below(monkey, 200));
    touch(monkey, 2, INPUT_TOUCH_DOWN, b, 0);
    for (int i = 0; i < 6; i++) {
        wait(monkey, 16);
        a.x -= dx;
        b.x += dx;
        touch(monkey, 0, INPUT_TOUCH_MOVE, a, 0);
        touch(monkey, 2, INPUT_TOUCH_MOVE, b, 0);
    }
    touch(monkey, 2, INPUT_TOUCH_UP, b, 0);
    touch(monkey, 0, INPUT_TOUCH_UP, a, 0);
}

static void lay_palm(struct monkey *monkey)
{
    touch(monkey, below(monkey, CONTACTS), INPUT_TOUCH_DOWN, aim(monkey), 100 + below(monkey, 400));
}

/* Some event of some finger, down or not, wherever it was. */
static void fumble(struct monkey *monkey)
{
    static const enum input_event_kind kinds[] = {INPUT_TOUCH_DOWN, INPUT_TOUCH_MOVE,
                                                  INPUT_TOUCH_UP};
    touch(monkey, below(monkey, CONTACTS), kinds[below(monkey, 3)], aim(monkey),
          below(monkey, 5) == 0 ? 300 : 0);
}

static void press_key(struct monkey *monkey)
{
    static const enum input_key keys[] = {
        KEY_NEXT_ITEM, KEY_NEXT_ITEM, KEY_NEXT_ITEM,     KEY_NEXT_ITEM, KEY_PREVIOUS_ITEM,
        KEY_NEXT_PAGE, KEY_NEXT_PAGE, KEY_PREVIOUS_PAGE, KEY_SELECT,    KEY_SELECT,
        KEY_SELECT,    KEY_SPACE,     KEY_BACK,          KEY_DELETE,    KEY_HELP,
        KEY_QUIETER,   KEY_LOUDER,    KEY_STAFF,         KEY_HOME};
    enum input_key key = keys[below(monkey, (int)(sizeof keys / sizeof *keys))];
    monkey->asked = monkey->asked || (key == KEY_STAFF && monkey->pin[0] != '\0');
    give(monkey,
         (struct input_event){.kind = INPUT_KEY, .key = key, .repeat = below(monkey, 8) == 0});
    wait(monkey, (uint64_t)below(monkey, 300));
}

/* As staff do: five taps in the corner, the last one held, and the PIN. */
static void knock(struct monkey *monkey)
{
    const struct point corner = {10, 10};
    give(monkey, (struct input_event){.kind = INPUT_TOUCH_LOST}); /* all fingers off */
    give(monkey, (struct input_event){.kind = INPUT_TOUCH_LOST, .device = 1});
    monkey->knocks = monkey->pin[0] != '\0';
    for (int i = 0; i < CORNER_TAPS; i++) {
        touch(monkey, 0, INPUT_TOUCH_DOWN, corner, 0);
        wait(monkey, i + 1 < CORNER_TAPS ? 50 : CORNER_HELD_MS + 50);
        touch(monkey, 0, INPUT_TOUCH_UP, corner, 0);
        wait(monkey, 100);
    }
    for (const char *digit = monkey->pin; *digit != '\0'; digit++)
        give(monkey, (struct input_event){.kind = INPUT_LETTER, .letter = {*digit}});
    give(monkey, (struct input_event){.kind = INPUT_KEY, .key = KEY_SELECT});
    monkey->knocks = false;
}

/* Through the pages, to the end of a letter. */
static void leaf(struct monkey *monkey)
{
    int pages = 1 + below(monkey, 30);
    for (int i = 0; i < pages; i++) {
        give(monkey, (struct input_event){.kind = INPUT_KEY, .key = KEY_NEXT_PAGE});
        wait(monkey, (uint64_t)below(monkey, 100));
    }
}

static void type_letter(struct monkey *monkey)
{
    static const char *const letters[] = {"a", "e", "l", "t", "Q", "-",
                                          "й", "о", "ع", "א", "é", "7"};
    struct input_event event = {.kind = INPUT_LETTER};
    const char *letter = letters[below(monkey, (int)(sizeof letters / sizeof *letters))];
    memcpy(event.letter, letter, strlen(letter) + 1);
    give(monkey, event);
}

static void plug(struct monkey *monkey)
{
    static const enum input_event_kind kinds[] = {INPUT_TOUCH_LOST, INPUT_HEADPHONES_IN,
                                                  INPUT_HEADPHONES_OUT};
    give(monkey, (struct input_event){.kind = kinds[below(monkey, 3)], .device = below(monkey, 2)});
}

static void look_around(struct monkey *monkey)
{
    static const int spans_ms[] = {20, 100, 400, 1500, 5000, 9000, 70000, 100000};
    int most = spans_ms[below(monkey, (int)(sizeof spans_ms / sizeof *spans_ms))];
    bool slides = kiosk_place(monkey->kiosk).kind == PLACE_ATTRACT; /* many frames for little */
    wait(monkey, (uint64_t)below(monkey, slides ? most / 10 : most));
}

static void act(struct monkey *monkey)
{
    static const struct {
        int weight;
        void (*act)(struct monkey *monkey);
    } acts[] = {{39, tap},     {1, knock},  {12, drag},      {3, pinch},
                {3, lay_palm}, {6, fumble}, {20, press_key}, {5, type_letter},
                {1, leaf},     {1, plug},   {9, look_around}};
    int at = below(monkey, 100);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        at -= acts[i].weight;
        if (at < 0) {
            acts[i].act(monkey);
            return;
        }
    }
}

/* Whether they come within the timers. */
static bool wait_for_slides(struct monkey *monkey)
{
    for (uint64_t waited_ms = 0; waited_ms < monkey->start_within_ms; waited_ms += 1000) {
        wait(monkey, 1000);
        if (kiosk_place(monkey->kiosk).kind == PLACE_ATTRACT)
            return true;
    }
    return false;
}

/* Sits still, with whatever fingers on the glass: the slides must come. The service card stays:
 * only another exhibit ends it. */
static void rest(struct monkey *monkey)
{
    struct place place = kiosk_place(monkey->kiosk);
    size_t state = state_of(&place);
    if (state == STATE_COUNT || place.kind == PLACE_FAULT ||
        (monkey->rested[state] >= RESTS_A_STATE && below(monkey, REST_EVERY) != 0))
        return;
    monkey->rested[state]++;
    if (!wait_for_slides(monkey))
        fault(monkey, "the slides did not come from", states[state].name);
    if (monkey->warm_kb == 0 && 100 * monkey->events >= WARM_PERCENT * monkey->wanted)
        monkey->warm_kb = mallinfo2().uordblks / 1024 + mallinfo2().hblkhd / 1024;
}

/* ---- The whole ---- */

/* What every exhibit has; others need scans, translations, correspondents, a web address. */
static bool is_everywhere(const struct state *state)
{
    static const char *const names[] = {"attract", "contents", "search", "options",
                                        "prompt",  "about",    "letter", "note",
                                        "notes",   "pages",    "end"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], state->name) == 0)
            return true;
    return false;
}

static void print_states(struct monkey *monkey)
{
    for (size_t i = 0; i < STATE_COUNT; i++) {
        printf("%-13s %10llu times, %llu times left alone%s\n", states[i].name,
               (unsigned long long)monkey->met[i], (unsigned long long)monkey->rested[i],
               monkey->met[i] == 0 ? " (not there)" : "");
        if (monkey->met[i] == 0 && monkey->wanted >= EVENTS_FOR_ALL && is_everywhere(&states[i]))
            fault(monkey, "never reached", states[i].name);
    }
}

static void check_memory(struct monkey *monkey)
{
    size_t kb = mallinfo2().uordblks / 1024 + mallinfo2().hblkhd / 1024;
    printf("memory: %zu kB after %d %% of the events, %zu kB at the end\n", monkey->warm_kb,
           WARM_PERCENT, kb);
    if (monkey->warm_kb > 0 && kb > monkey->warm_kb + GROWTH_MAX_KB)
        fault(monkey, "memory grew", "");
}

static uint64_t longest_wait_ms(const struct settings *settings)
{
    const struct view_times *times = &settings->times;
    uint64_t reading_ms = times->reading_most_ms == 0 ? 240000 : times->reading_most_ms;
    uint64_t prompt_ms = times->prompt_ms == 0 ? 30000 : times->prompt_ms;
    return PAD_MS + READER_TWICE * reading_ms + prompt_ms + 1000;
}

enum status monkey_run(struct kiosk *kiosk, uint64_t events, uint32_t seed,
                       const struct settings *settings, struct error *error)
{
    struct monkey monkey = {.kiosk = kiosk,
                            .drive = {.kiosk = kiosk, .shown = look},
                            .random = seed,
                            .wanted = events,
                            .pin = settings->pin,
                            .start_within_ms = longest_wait_ms(settings)};
    monkey.drive.self = &monkey;
    while (monkey.events < events) {
        act(&monkey);
        rest(&monkey);
    }
    wait_for_slides(&monkey);
    printf("%llu events of seed %u, %llu frames, %llu MB of text, %llu hours of time\n",
           (unsigned long long)monkey.events, seed, (unsigned long long)monkey.frames,
           (unsigned long long)(monkey.text_bytes >> 20),
           (unsigned long long)(monkey.drive.now_ms / 3600000));
    print_states(&monkey);
    check_memory(&monkey);
    buffer_fini(&monkey.text);
    if (monkey.faults > 0)
        return error_set(error, STATUS_INVALID, "the monkey found %llu faults",
                         (unsigned long long)monkey.faults);
    return STATUS_OK;
}
