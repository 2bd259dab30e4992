"""One death on CPython's Pool, in a process of its own: try-python.py DEATH. Prints what was seen as lines of JSON."""

import json
import os
import signal
import sys
import threading
import time
from multiprocessing import Pool


class Odd(Exception):
    """Pickles, and cannot be unpickled: its constructor wants more than it passes on."""

    def __init__(self, a, b):
        super().__init__(a)


class Uncloneable(Exception):
    def __init__(self):
        super().__init__("odd")
        self.fn = lambda: 1


def throws(_):
    raise ValueError("no")


def throws_getter(_):
    raise Odd("a", "b")


def throws_circle(_):
    error = ValueError("round")
    error.itself = error
    raise error


def throws_uncloneable(_):
    raise Uncloneable()


def exits(_):
    sys.exit(3)


def uncaught(_):
    def late():
        raise ValueError("late")

    threading.Timer(0.001, late).start()
    time.sleep(3600)


def exhausts_heap(_):
    raise SystemExit("not tried")


def is_killed(_):
    os.kill(os.getpid(), signal.SIGKILL)


def loops_for_ever(_):
    while True:
        pass


def never_resolves(_):
    time.sleep(3600)


def returns_uncloneable(_):
    return lambda: 1


def echoes(item):
    return item


def fine(item):
    return item * 2


def bad_initializer():
    raise ValueError("not today")


WORK = {
    "throws": throws,
    "getter": throws_getter,
    "circle": throws_circle,
    "odd-error": throws_uncloneable,
    "exit": exits,
    "uncaught": uncaught,
    "signal": is_killed,
    "loop": loops_for_ever,
    "pending": never_resolves,
    "result": returns_uncloneable,
    "argument": echoes,
    "initializer": fine,
}


def say(event):
    os.write(1, f"hang-matrix {json.dumps(event)}\n".encode())


def outcome(call):
    try:
        return {"value": str(call())}
    except BaseException as error:
        return {"error": type(error).__name__}


if __name__ == "__main__":
    key = sys.argv[1]
    pool = Pool(1, bad_initializer if key == "initializer" else None)
    item = (lambda: 1) if key == "argument" else 1
    timeout = 0.2 if key in ("loop", "pending") else None
    say({"first": outcome(lambda: pool.apply_async(WORK[key], (item,)).get(timeout))})
    say({"next": outcome(lambda: pool.apply_async(fine, (21,)).get())})
    pool.terminate()
    say({"ended": True})
