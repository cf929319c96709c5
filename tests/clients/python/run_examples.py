"""Runs examples, each in a process of its own that has imported their libraries already: importing these takes ten
times as long as the call.

A line of JSON on standard input is the text of an example; the line that answers it on standard output is
{"failed": bool, "output": text, "errors": text}. An example has the seconds that the first argument says.
"""

import json
import os
import signal
import sys
import tempfile
import traceback

import alibabacloud_tea_openapi.client  # noqa: F401
import alibabacloud_tea_openapi.models  # noqa: F401
import alibabacloud_tea_util.models  # noqa: F401


def run_in_child(code, output, errors, seconds):
    os.dup2(output.fileno(), 1)
    os.dup2(errors.fileno(), 2)
    signal.alarm(seconds)  # ends it, as nothing handles the signal
    try:
        exec(compile(code, "example", "exec"), {"__name__": "__main__"})
        status = 0
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run(code, seconds):
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            run_in_child(code, output, errors, seconds)
        _, status = os.waitpid(child, 0)
        told = {"failed": status != 0}
        for name, file in (("output", output), ("errors", errors)):
            file.seek(0)
            told[name] = file.read().decode(errors="replace")
        return told


for line in sys.stdin:
    print(json.dumps(run(json.loads(line), int(sys.argv[1]))), flush=True)
