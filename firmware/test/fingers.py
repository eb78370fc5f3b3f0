"""A visitor's fingers, on the touchscreen made with uinput, while a keyboard that nobody allowed types into every screen.

What must be seen is what the viewer's own replay of the same taps shows."""

import json

from kiosk import FOLDER, SLIDES, KioskTest, material
from screen import Screen

IN_VAIN = ("ret", "tab", "esc", "right", "home", "ctrl-alt-f2", "alt-f4", "alt-sysrq-b")
SETTLED_MS = 4000  # of the replay's time, in which a page has come to rest
PAGES_MOST = 8  # of letter 70
CARDS = (0, 60, 1280, 490)  # of the contents, above what may be said at its foot
LANGUAGES = (0, 690, 1280, 110)  # of the quotations, whose words stand elsewhere each time
LOOKS = 5  # at a screen on which nothing may happen
PINCH = (("down", 0, 600, 340), ("down", 1, 680, 340), ("move", 0, 540, 340), ("move", 1, 740, 340), ("move", 0, 480, 340),
         ("move", 1, 800, 340), ("up", 0, 480, 340), ("up", 1, 800, 340))
PINCH_STEP_MS = 1500  # longer than a frame takes in the emulated machine: fingers that stand still before they leave throw nothing


def targets_of(told):
    """Of what the viewer says of a screen: where each action is drawn."""
    return {target["action"]: target["drawn_px"] for target in told["targets"]}


def middle(box):
    x, y, width, height = box
    return x + width // 2, y + height // 2


class Visit:
    """A visit written down as it is made; `wanted` plays all of it and answers its last screen."""

    def __init__(self, name):
        self.name, self.now_ms, self.steps = name, 1000, []
        self.folder = FOLDER / "pictures" / f"visit-{name}"
        self.folder.mkdir(parents=True, exist_ok=True)

    def add(self, line, ms=0):
        self.steps.append(f"{self.now_ms} {line}")
        self.now_ms += ms

    def wanted(self, name):
        """The picture, and its targets by their actions."""
        self.now_ms += SETTLED_MS
        self.add(f"dump {name}", 10)
        replay = self.folder / f"{self.name}.replay"
        replay.write_text("\n".join(["vitrine-replay 1 1280x800 10.1 1", *self.steps, f"{self.now_ms} end", ""]))
        material().play(KioskTest.bundle, replay, self.folder)
        told = json.loads((self.folder / f"{name}.json").read_text())
        return Screen.of_png(self.folder / f"{name}.png"), targets_of(told)


class Fingers(KioskTest):
    """In the order of their names, one visit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visit = Visit("fingers")
        cls.targets = cls.visit.wanted("attract")[1]
        cls.machine.monitor.command("device_add", driver="usb-kbd", id="keyboard", bus="xhci.0")
        cls.machine.wait_run("grep -q Keyboard /sys/bus/usb/devices/*/product", "the keyboard to be seen", 30)

    @classmethod
    def tearDownClass(cls):
        cls.machine.monitor.command("device_del", id="keyboard")

    def type_in_vain(self):
        for keys in IN_VAIN:
            self.machine.monitor.human(f"sendkey {keys}")

    def sees(self, name):
        """The screen is the replay's, and stays so under keys that nobody allowed."""
        wanted, targets = self.visit.wanted(name)
        type(self).targets = targets
        self.machine.wait_screen(wanted, f"fingers-{name}", 30)
        self.type_in_vain()
        for _ in range(LOOKS):
            self.assertTrue(self.machine.screen(f"fingers-{name}").difference(wanted).accepted, f"a key did something at {name}")

    def tap(self, action):
        self.machine.tap(*middle(self.targets[action]))
        self.visit.add(f"tap {action}")

    def step(self, action, name):
        self.tap(action)
        self.sees(name)

    def sees_home(self, name, limit_s):
        wanted = [self.place(f"attract/{n}")[0] for n in range(SLIDES)]
        self.machine.wait(lambda: any(self.machine.screen(name).difference(slide, LANGUAGES).accepted for slide in wanted),
                          f"the quotations ({name})", limit_s)

    def test_1_letter_and_note(self):
        """Woken, letter 70, a page on, note 3 by its mark."""
        self.sees_slide("fingers-attract")
        self.type_in_vain()
        self.sees_slide("fingers-attract")
        self.step("read", "contents")
        self.step("letter=letter-70/70", "letter")
        for page in range(2, PAGES_MOST):
            if "note=3" in self.targets:
                break
            self.step("page-next", f"page-{page}")
        self.step("note=3", "note")
        self.step("close", "closed")

    def test_2_pinched_scan(self):
        """Two fingers part on a scan."""
        self.tap("again")
        wanted, type(self).targets = self.visit.wanted("again")
        self.machine.wait(lambda: self.machine.screen("again").difference(wanted, CARDS).accepted, "the contents", 30)
        self.step("letter=harbour/d1", "other-letter")
        self.step("original", "scan")
        lines = []
        for verb, finger, x, y in PINCH:
            lines += [f"up {finger}" if verb == "up" else f"{verb} {finger} {x} {y}", f"wait {PINCH_STEP_MS}"]
            self.visit.add(f"touch {finger} {verb} {x} {y}", PINCH_STEP_MS)
        self.machine.touch(*lines)
        self.sees("scan-near")

    def test_3_home_by_time(self):
        """Nobody touches it: the quotations come back."""
        self.sees_home("fingers-home", 240)

    def test_4_touchscreen_unplugged(self):
        """With a finger on it; plugged in again, it works."""
        x, y = middle(targets_of(self.place("attract/0")[1])["read"])
        self.machine.touch(f"down 0 {x} {y}", "wait 100", "unplug", "wait 500", "plug")
        wanted = self.place("contents")[0]

        def reaches_contents():
            if self.machine.screen("replugged").difference(wanted).accepted:
                return True
            self.machine.tap(x, y)
            return False
        self.machine.wait(reaches_contents, "a touch of the touchscreen that came back", 60)
        self.sees_home("fingers-home-again", 240)

    def test_5_no_key_came_through(self):
        """The kernel has no driver for the keyboard; made to take it all the same, it has one: it was there to be heard."""
        heard = "grep -c 'QEMU USB Keyboard' /proc/bus/input/devices"
        self.assertEqual(self.machine.run(heard, check=False), "0")
        self.machine.run("cd $(dirname $(grep -l Keyboard /sys/bus/usb/devices/*/product)) && name=$(basename $PWD) && "
                         "echo 1 > $name:1.0/authorized && echo $name:1.0 > /sys/bus/usb/drivers_probe")
        self.machine.wait_run("[ $(" + heard + ") -gt 0 ]", "the keyboard's driver", 30)
