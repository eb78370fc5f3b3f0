/* The two properties of the Unicode Character Database that line breaking and cursor movement need.
 */
#ifndef TEXT_UNICODE_H
#define TEXT_UNICODE_H

#include <stdint.h>

/* Line_Break (UAX #14, Unicode 15.0), with rule LB1 already applied: AI, SG and XX are AL, SA is CM
 * or AL, CJ is NS. Three classes are finer than the standard's, because rules LB30 and LB30b look
 * at more than the class: brackets that are East Asian wide, and unassigned pictographs. */
enum line_class {
    LINE_AL,
    LINE_B2,
    LINE_BA,
    LINE_BB,
    LINE_BK,
    LINE_CB,
    LINE_CL,
    LINE_CM,
    LINE_CP,
    LINE_CP_WIDE,
    LINE_CR,
    LINE_EB,
    LINE_EM,
    LINE_EX,
    LINE_GL,
    LINE_H2,
    LINE_H3,
    LINE_HL,
    LINE_HY,
    LINE_ID,
    LINE_ID_PICTURE,
    LINE_IN,
    LINE_IS,
    LINE_JL,
    LINE_JT,
    LINE_JV,
    LINE_LF,
    LINE_NL,
    LINE_NS,
    LINE_NU,
    LINE_OP,
    LINE_OP_WIDE,
    LINE_PO,
    LINE_PR,
    LINE_QU,
    LINE_RI,
    LINE_SP,
    LINE_SY,
    LINE_WJ,
    LINE_ZW,
    LINE_ZWJ,
    LINE_CLASSES
};

/* Grapheme_Cluster_Break (UAX #29, Unicode 15.0); GRAPHEME_PICTURE is Extended_Pictographic, which
 * no other class overlaps. */
enum grapheme_class {
    GRAPHEME_OTHER,
    GRAPHEME_CR,
    GRAPHEME_LF,
    GRAPHEME_CONTROL,
    GRAPHEME_EXTEND,
    GRAPHEME_ZWJ,
    GRAPHEME_REGIONAL,
    GRAPHEME_PREPEND,
    GRAPHEME_SPACING,
    GRAPHEME_L,
    GRAPHEME_V,
    GRAPHEME_T,
    GRAPHEME_LV,
    GRAPHEME_LVT,
    GRAPHEME_PICTURE
};

/* The line breaking class of a code point; beyond U+10FFFF it is LINE_AL. */
enum line_class unicode_line_class(uint32_t code_point);

/* The grapheme cluster class of a code point; beyond U+10FFFF it is GRAPHEME_OTHER. */
enum grapheme_class unicode_grapheme_class(uint32_t code_point);

#endif
