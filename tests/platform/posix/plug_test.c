#include "platform/posix/plug.h"

#include <string.h>

#include "support/harness.h"

#define IS_ABOUT(message, subsystem) plug_is_about(message, sizeof(message) - 1, subsystem)

static void a_message_is_about_one_subsystem(void)
{
    static const char message[] = "change@/devices/pci/drm/card0\0ACTION=change\0"
                                  "DEVPATH=/devices/pci/drm/card0\0SUBSYSTEM=drm\0HOTPLUG=1\0";
    EXPECT(IS_ABOUT(message, "drm"));
    EXPECT(!IS_ABOUT(message, "dr"));
    EXPECT(!IS_ABOUT(message, "drm2"));
    EXPECT(!IS_ABOUT(message, "input"));
}

static void a_message_may_be_anything(void)
{
    EXPECT(!plug_is_about("", 0, "drm"));
    EXPECT(!IS_ABOUT("SUBSYSTEM=", "drm"));
    EXPECT(!IS_ABOUT("SUBSYSTEM=dr", "drm"));
    EXPECT(IS_ABOUT("SUBSYSTEM=drm", "drm"));
    EXPECT(!IS_ABOUT("\0\0\0", "drm"));
    EXPECT(!IS_ABOUT("add@/x\0XSUBSYSTEM=drm\0", "drm"));
}

static void nothing(void *self)
{
    (void)self;
}

static void the_kernel_is_heard_until_it_is_closed(void)
{
    struct plug *plug = NULL;
    struct error error;
    if (EXPECT(plug_open("drm", nothing, NULL, &plug, &error) == STATUS_OK))
        plug_close(plug);
    plug_close(NULL);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"a message is about one subsystem", a_message_is_about_one_subsystem},
        {"a message may be anything", a_message_may_be_anything},
        {"the kernel is heard until it is closed", the_kernel_is_heard_until_it_is_closed},
        {0},
    });
}
