"""Has Python write what it writes of exceptions, one way after the other; `python3 trace.py`."""

import asyncio
import logging
import sys
import threading
import traceback


def parse(text):
    return int(text)


def chained():
    try:
        parse("x")
    except ValueError as error:
        raise RuntimeError("could not parse\nthe second line") from error


def while_handling():
    try:
        parse("x")
    except ValueError:
        {}["missing"]


class Broken:
    def __del__(self):
        raise OSError("on the way out")


def logged():
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        chained()
    except RuntimeError:
        logging.exception("order failed")
    logging.warning("going on")


def noted():
    error = ValueError("with notes")
    error.add_note("Order 7")
    error.add_note("of two\nlines")
    raise error


def grouped():
    errors = []
    for text in ["a", "b"]:
        try:
            parse(text)
        except ValueError as error:
            errors.append(error)
    errors.append(ExceptionGroup("more of them", [KeyError("k")]))
    raise ExceptionGroup("several failed", errors)


async def forgotten():
    async def task():
        raise ConnectionError("reset")

    running = asyncio.ensure_future(task())
    await asyncio.sleep(0)
    del running


def shown(function):
    try:
        function()
    except BaseException:
        traceback.print_exc()


def say(line):
    print(line, file=sys.stderr, flush=True)


shown(chained)
say("after what was chained")
shown(while_handling)
say("after what was while handling")
shown(lambda: compile("x = = 1", "config.py", "exec"))
say("after the syntax error")
Broken()
say("after what was ignored")
thread = threading.Thread(target=parse, args=("x",), name="worker-1")
thread.start()
thread.join()
say("after the thread")
shown(grouped)
say("after the group")
logged()
asyncio.run(forgotten())
logging.warning("after the task")
shown(noted)
