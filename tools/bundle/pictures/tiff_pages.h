/* How many pages a TIFF file has, without a library: before it is known to be whole. */
#ifndef PICTURES_TIFF_PAGES_H
#define PICTURES_TIFF_PAGES_H

/* Pages, smaller copies and masks of one (NewSubfileType, TIFF 6.0 section 8) not counted; at most
 * TIFF_PAGES_MAX. 1 for what is no TIFF file. */
unsigned tiff_pages(const char *path);

enum { TIFF_PAGES_MAX = 1000 };

#endif
