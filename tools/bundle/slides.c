#include "slides.h"

#include "base/arena.h"
#include "base/memory.h"
#include "letter/place.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    struct slide slide; /* its picture is `picture`, or none */
    struct facsimile picture;
    const char *origin;
};

struct slides {
    struct bundle_writer *writer;
    struct import_report *report;
    struct arena *arena;
    struct entry *entries;
    size_t count, room;
};

struct slides *slides_create(struct bundle_writer *writer, struct import_report *report)
{
    struct slides *slides = memory_zeroed(1, sizeof *slides);
    *slides = (struct slides){.writer = writer, .report = report, .arena = arena_create()};
    return slides;
}

void slides_destroy(struct slides *slides)
{
    if (slides == NULL)
        return;
    free(slides->entries);
    arena_destroy(slides->arena);
    free(slides);
}

void slides_add(struct slides *slides, const struct slide *slide, const char *origin)
{
    if (slides->count == slides->room) {
        slides->room = slides->room * 2 + 16;
        slides->entries = memory_resized(slides->entries, slides->room, sizeof *slides->entries);
    }
    struct entry *entry = &slides->entries[slides->count++];
    *entry = (struct entry){.slide = *slide, .origin = arena_string(slides->arena, origin)};
    entry->slide.quote = arena_string(slides->arena, slide->quote);
    entry->slide.caption = arena_string(slides->arena, slide->caption);
    entry->slide.place = arena_string(slides->arena, slide->place);
    entry->slide.lang = arena_string(slides->arena, slide->lang);
    if (slide->picture != NULL)
        entry->picture.number = slide->picture->number;
}

static bool has_picture(const struct pictures *pictures, const struct entry *entry)
{
    struct place place;
    return place_parse(entry->slide.place, &place) &&
           pictures_has(pictures, (struct key){place.edition, place.id}, entry->picture.number);
}

static void tell(struct slides *slides, const struct entry *entry)
{
    const char *colon = strrchr(entry->origin, ':');
    size_t length = colon == NULL ? strlen(entry->origin) : (size_t)(colon - entry->origin);
    import_report_warn(slides->report, arena_copy(slides->arena, entry->origin, length),
                       colon == NULL ? 0 : (unsigned)strtoul(colon + 1, NULL, 10), "slide-picture",
                       NULL, "the letter of the slide (%s) has no picture %u", entry->slide.place,
                       (unsigned)entry->picture.number);
}

enum status slides_write(struct slides *slides, const struct pictures *pictures,
                         struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < slides->count; i++) {
        struct entry *entry = &slides->entries[i];
        bool wanted = entry->picture.number > 0, there = wanted && has_picture(pictures, entry);
        entry->slide.picture = there ? &entry->picture : NULL;
        if (wanted && !there)
            tell(slides, entry);
        if (there || entry->slide.quote[0] != '\0')
            status = bundle_writer_slide(slides->writer, &entry->slide, error);
    }
    return status;
}
