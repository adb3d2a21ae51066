"""Runs a stand-in without the probe, then again and again with it, where each time another call inside the probe fails. Prints a JSON array of
where it failed and what was different then: the output, the exit code, or the files that are not the probe's.

The functions that only hand on what the original gives are left out: they are the shell around it.
"""
import json
import os
import runpy
import sys

script, folder = sys.argv[1], sys.argv[2]
shells = ('guard', 'attach', 'find_spec', 'exec_module', '<module>')


def fail_at(number):
    remaining = [number]

    def trace(frame, event, argument):
        name = frame.f_code.co_name
        if event != 'call' or not os.path.basename(frame.f_code.co_filename).startswith('yolotop_') or name.startswith(('wrapped_', 'clip_')) or name in shells:
            return
        remaining[0] -= 1
        if remaining[0] == 0:
            with open('failed', 'w') as file:
                file.write(name)
            raise RuntimeError('injected')
    sys.settrace(trace)


def train(directory, number):
    """What a training in a process of its own leaves behind."""
    os.makedirs(directory)
    child = os.fork()
    if child == 0:
        os.chdir(directory)
        output = os.open('output', os.O_WRONLY | os.O_CREAT)
        os.dup2(output, 1)
        os.dup2(output, 2)
        if number is None:
            sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != 'sitecustomize']
        else:
            fail_at(number)
        sys.argv = [script, '.']
        sys.path.insert(0, os.path.dirname(script))
        try:
            runpy.run_path(script, run_name='__main__')
            code = 0
        except SystemExit as end:
            code = end.code or 0
        except BaseException as error:
            print(repr(error))
            code = 99
        sys.settrace(None)
        sys.stdout.flush()
        os._exit(code)
    _, status = os.waitpid(child, 0)
    left = {'exit code': status}
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name)
        if os.path.isfile(path) and name != 'failed' and not name.startswith('yolotop-probe'):
            with open(path) as file:
                left[name] = file.read()
    return left


expected = train(os.path.join(folder, 'without'), None)
found = []
for number in range(1, 1000):
    directory = os.path.join(folder, str(number))
    left = train(directory, number)
    if not os.path.exists(os.path.join(directory, 'failed')):
        break
    with open(os.path.join(directory, 'failed')) as file:
        where = file.read()
    records = os.path.join(directory, 'yolotop-probe.ndjson')
    last = open(records).read().splitlines()[-1:] if os.path.exists(records) else []
    found.append({'where': where, 'different': [name for name in set(left) | set(expected) if left.get(name) != expected.get(name)], 'last': json.loads(last[0]) if last else None})
print(json.dumps({'expected': expected, 'found': found}))
