/* The curator's slides: written once it is known which pictures their letters have. */
#ifndef BUNDLE_SLIDES_H
#define BUNDLE_SLIDES_H

#include "bundle/writer.h"
#include "pictures.h"

struct slides;

/* Findings go to `report`; it and the writer must outlive the result. */
struct slides *slides_create(struct bundle_writer *writer, struct import_report *report);

/* Takes NULL. */
void slides_destroy(struct slides *slides);

/* To be told of each slide; `origin` is "file:line". */
void slides_add(struct slides *slides, const struct slide *slide, const char *origin);

/* Writes all slides, behind pictures_finish. One whose letter lacks its picture is a finding, and
 * shows its quotation alone, or not at all without one. Failures are the writer's. */
enum status slides_write(struct slides *slides, const struct pictures *pictures,
                         struct error *error) STATUS_CHECKED;

#endif
