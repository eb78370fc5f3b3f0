/* What can come of an update: one code for staff each, as the update protocol's section 11 lists
 * them. Their texts are the screen's. */
#ifndef UPDATE_CODE_H
#define UPDATE_CODE_H

#include <stdbool.h>

enum update_code {
    CODE_OK,         /* no code: it went well */
    CODE_INSTALLED,  /* I01 this very content is installed already */
    CODE_NONE,       /* E10 nothing for this exhibit on the stick */
    CODE_UNREADABLE, /* E11 no file system we read */
    CODE_INCOMPLETE, /* E12 one of the three files is missing */
    CODE_REMOVED,    /* E13 the stick was pulled, or cannot be read further */
    CODE_STALLED,    /* E14 no byte for too long */
    CODE_BUSY,       /* E15 another stick is being read */
    CODE_KEY,        /* E20 signed by a key that is not known here */
    CODE_SIGNATURE,  /* E21 the signature does not hold */
    CODE_TOO_FAR,    /* E22 the serial is too far above the installed one */
    CODE_MANIFEST,   /* E23 the manifest is not one */
    CODE_EXHIBIT,    /* E24 for another exhibit */
    CODE_OLDER,      /* E30 below the floor */
    CODE_REUSED,     /* E31 another content has this serial already */
    CODE_COPY,       /* E32 size or checksum differ */
    CODE_SCHEMA,     /* E33 made for a newer version of the software */
    CODE_CONTENT,    /* E34 the probe found a fault in it */
    CODE_BAD,        /* E35 it failed on this kiosk before */
    CODE_SPACE,      /* E40 not enough room */
    CODE_STORAGE,    /* E41 the kiosk's own storage cannot be written */
    CODE_FELL_BACK,  /* E42 its trial failed, the content before it is back */
    CODE_DAMAGED,    /* E43 stored content or state damaged, something else is shown */
    CODE_NO_CONTENT, /* E44 nothing that can be shown */
    CODE_SETTINGS,   /* E45 a setting or key on the card is wrong */
    CODE_EMPTY,      /* I02 no content was ever brought */
    CODE_COUNT
};

/* "E21"; "ok" for CODE_OK. Static. */
const char *code_name(enum update_code code);

/* Finds the code of a name that code_name answers; false for any other text. */
bool code_of(const char *name, enum update_code *ret_code);

#endif
