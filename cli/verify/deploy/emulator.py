"""
Starts MiniStack with the time of the goldens. Nothing of what it does with a request is changed, but:

- a task that waits for its token times out in the goldens' time, which stands still until it is moved, and an event on which
  a function failed waits in it for the next attempt;
- a time-out that a workflow computes (`"TimeoutSeconds": "{% … %}"`) is computed, with the emulator's own JSONata: it takes
  numbers only;
- presigned addresses run out in the goldens' time;
- its schedules don't tick: they would in the machine's own time;
- an execution that is stopped is forgotten, one that has ended too: the same mail makes a case of the same number in another
  golden, whose workflow has the same name.

The file CHECK_TIME holds three little-endian doubles, in milliseconds: the time, written by whoever plays; how many works are
under way here; when the next task times out.
"""

import math
import mmap
import os
import struct
import sys
import threading
import time
from datetime import datetime, timezone

LOOK_AGAIN_SECONDS = 0.005

with open(os.environ["CHECK_TIME"], "r+b") as file:
    shared = mmap.mmap(file.fileno(), 24)
lock = threading.Lock()
busy = 0
timeouts = {}


def now():
    return struct.unpack_from("<d", shared, 0)[0]


def tell():
    struct.pack_into("<dd", shared, 8, float(busy), min(timeouts.values(), default=math.inf))


def work(count):
    global busy
    with lock:
        busy += count
        tell()


class CountedThread(threading.Thread):
    """A thread without a name of its own does a request's work after its answer: it counts as under way until it ends."""

    def start(self):
        counted = self.name.startswith("Thread-") and "_poll_loop" not in self.name
        if counted:
            self.run = ended_by(self.run)
            work(+1)
        super().start()


def ended_by(run):
    def whole():
        try:
            run()
        finally:
            work(-1)

    return whole


threading.Thread = CountedThread


class Callback(threading.Event):
    """What a task with a token waits on: not under way while it does."""

    waits = False

    def wait(self, timeout=None):
        with lock:
            self._goes_on(False)
            timeouts[self] = math.inf if timeout is None else now() + timeout * 1000
            tell()
        while not (called := super().wait(LOOK_AGAIN_SECONDS)) and now() < timeouts[self]:
            pass
        with lock:
            self._goes_on(True)
            del timeouts[self]
            tell()
        return called

    def set(self):
        with lock:
            self._goes_on(True)
            tell()
        super().set()

    def _goes_on(self, goes_on):
        global busy
        if goes_on == self.waits:
            self.waits = not goes_on
            busy += 1 if goes_on else -1


class CallbackThreading:
    """`threading` as the workflows see it."""

    Event = Callback

    def __getattr__(self, name):
        return getattr(threading, name)


class RetryTime:
    """`time` as the functions' room sees it: only between the attempts on an event it is the goldens'."""

    def __getattr__(self, name):
        return getattr(time, name)

    @staticmethod
    def sleep(seconds):
        between_attempts = sys._getframe(1).f_code.co_name == "_run"
        Callback().wait(seconds) if between_attempts else time.sleep(seconds)


def install():
    from ministack.services import eventbridge, lambda_svc, scheduler, s3, stepfunctions

    lambda_svc.time = RetryTime()

    stepfunctions.threading = CallbackThreading()
    execute = stepfunctions._execute_task

    def with_computed_time_out(state, given, execution, context):
        if isinstance(state.get("TimeoutSeconds"), str):
            seconds = stepfunctions._jsonata_state_field(state, "TimeoutSeconds", "number", given, context)
            state = {**state, "TimeoutSeconds": seconds}
        return execute(state, given, execution, context)

    stepfunctions._execute_task = with_computed_time_out

    stop = stepfunctions._stop_execution

    def stop_and_forget(given):
        name = given["executionArn"]
        ended = stepfunctions._executions[name]["status"] != "RUNNING"
        answer = stepfunctions.json_response({"stopDate": stepfunctions.now_iso()}) if ended else stop(given)
        del stepfunctions._executions[name]
        return answer

    stepfunctions._stop_execution = stop_and_forget

    is_expired = s3.presigned_request_is_expired
    s3.presigned_request_is_expired = lambda signed, expires: is_expired(
        signed, expires, now=datetime.fromtimestamp(now() / 1000, timezone.utc)
    )
    eventbridge.start_scheduler = scheduler.start_scheduler = lambda: None


if __name__ == "__main__":
    from ministack import app

    install()
    sys.exit(app.main())
