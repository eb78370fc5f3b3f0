/* Font metrics made up for tests, so that a layout golden depends on no font: every character is
 * half an em wide, combining marks nothing; capitals are 0.66 em high, the body 0.45, ascent 0.8
 * and descent 0.2. Superiors are 0.62 of that and raised by 0.36 em. A glyph's index is the low 16
 * bits of its code point, its face is 0. Right to left gives the glyphs in reverse order. */
#ifndef SUPPORT_FAKE_METRICS_H
#define SUPPORT_FAKE_METRICS_H

#include "text/metrics.h"

struct text_metrics fake_metrics(void);

#endif
