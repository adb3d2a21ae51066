"""Runs a stand-in without the probe, then again and again with it, where each time something else fails inside the probe: every line, every call of a
function and every value that a framework hands over, found by a tracer, so that a line that is added to the probe is covered without a test of its own.
Prints a JSON object: what the training is like without the probe, the points that were injected with what was different then, and the lines of the probe
that were reached.

Words: the script, the folder of the probe, and a folder for the trainings. SCENARIOS is a list of environments of the training, as JSON: in each one every
line fails once; calls and values only in the first that has them, but in every way.
"""
import copy  # noqa: F401  What is loaded here is not loaded again for each training.
import errno
import faulthandler  # noqa: F401
import fcntl  # noqa: F401
import functools  # noqa: F401
import importlib.abc
import importlib.util
import itertools
import json
import os
import runpy
import signal  # noqa: F401
import sys

import code_of_probe
import odd

script, probe, folder = sys.argv[1], os.path.realpath(sys.argv[2]), sys.argv[3]
scenarios = json.loads(os.environ.pop('SCENARIOS', '[{}]'))
plan = code_of_probe.read(probe)
file_errors = [errno.EACCES, errno.ENOSPC, errno.EROFS]
system_modules = ('posix', 'io', '_io', 'genericpath', 'posixpath', 'os', 'fcntl', 'builtins')


class Tracer:
    """Names each point as it is reached, and fails at the one that was chosen, the first time or the last time that it is reached."""

    def __init__(self, chosen=None, time=1):
        self.chosen, self.time, self.reached = chosen, time, {}

    def start(self):
        sys.setprofile(self.profile)
        sys.settrace(self.trace)

    def stop(self):
        sys.settrace(None)
        sys.setprofile(None)

    def reach(self, name, kind):
        point = '%s:%d %s' % (name[0], name[1], kind)
        self.reached[point] = self.reached.get(point, 0) + 1
        if self.chosen is not None and point == self.chosen[0] and self.reached[point] == self.time:
            note_failure(point)
            raise self.chosen[1]

    def trace(self, frame, event, _):
        name = os.path.basename(frame.f_code.co_filename)
        if name not in plan:
            self.note_call(frame.f_back, frame.f_code.co_name, frame.f_globals.get('__name__'))
            return None
        return self.trace_line

    def trace_line(self, frame, event, _):
        if event == 'line':
            place = self.place(frame)
            if place is not None:
                self.reach(place, 'line')
        return self.trace_line

    def profile(self, frame, event, argument):
        if event == 'c_call':
            self.note_call(frame, getattr(argument, '__name__', '?'), getattr(argument, '__module__', None))

    def note_call(self, frame, called, module):
        place = None if frame is None else self.place(frame)
        if place is not None:
            self.reach(place, 'file %s' % called if module in system_modules else 'call %s' % called)

    def place(self, frame):
        name = os.path.basename(frame.f_code.co_filename)
        return (name, frame.f_lineno) if name in plan and frame.f_lineno in plan[name] else None


def note_failure(point):
    with open('failed', 'w') as file:
        file.write(point)


def load_probe():
    """As Python does at its start: what fails in a sitecustomize is reported, and the program goes on."""
    os.environ.setdefault('YOLOTOP_PROBE', 'process')
    sys.path.insert(0, probe)
    spec = importlib.util.spec_from_file_location('sitecustomize', os.path.join(probe, 'sitecustomize.py'))
    module = importlib.util.module_from_spec(spec)
    sys.modules['sitecustomize'] = module
    try:
        spec.loader.exec_module(module)
    except Exception:
        pass
    return module


def run(directory, environment, tracer, oddity):
    """A training in this process; gives its exit code."""
    os.chdir(directory)
    os.environ.update(environment)
    output = os.open('output', os.O_WRONLY | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    odd.prepare(environment)
    sys.argv = [script, '.']
    sys.path.insert(0, os.path.dirname(script))
    try:
        if oddity is not None:
            odd.begin(oddity, load_probe(), note_failure)
        elif tracer is not None:
            tracer.start()
            load_probe()
        runpy.run_path(script, run_name='__main__')
        code = 0
    except SystemExit as end:
        code = end.code or 0
    except BaseException as error:
        print(repr(error))
        code = 99
    if tracer is not None:
        tracer.stop()
    sys.stdout.flush()
    return code


def train(directory, environment, tracer=None, oddity=None):
    """What a training in a process of its own leaves behind, and the points that it reached."""
    os.makedirs(directory)
    child = os.fork()
    if child == 0:
        code = run(directory, environment, tracer, oddity)
        reached = oddity.reached if oddity is not None else tracer.reached if tracer is not None else {}
        with open('reached', 'w') as file:
            json.dump(reached, file)
        os._exit(code)
    _, status = os.waitpid(child, 0)
    left = {'exit code': status}
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name)
        if os.path.isfile(path) and name not in ('failed', 'reached') and not name.startswith('yolotop-probe'):
            with open(path) as file:
                left[name] = file.read()
    with open(os.path.join(directory, 'reached')) as file:
        return left, json.load(file)


def read(directory, name):
    try:
        with open(os.path.join(directory, name)) as file:
            return file.read()
    except OSError:
        return None


found, lines, done, expectations = [], set(), set(), []
# One failure in so many is injected, and which of them.
share, part = int(os.environ.get('SHARE', '1')), int(os.environ.get('PART', '0'))
planned = itertools.count()


def inject(environment, allowed, tracer=None, oddity=None, name=None):
    if next(planned) % share != part:
        return
    directory = os.path.join(folder, str(len(found)))
    left, reached = train(directory, environment, tracer, oddity)
    lines.update(point.split(' ')[0] for point in reached if point.endswith(' line'))
    records = (read(directory, 'yolotop-probe.ndjson') or '').splitlines()[-1:]
    near = min(allowed, key=lambda expected: sum(left.get(key) != expected.get(key) for key in set(left) | set(expected)))
    found.append({
        'point': name, 'isReached': read(directory, 'failed') is not None,
        'different': [key for key in set(left) | set(near) if left.get(key) != near.get(key)], 'last': records[0] if records else None,
    })


for number, environment in enumerate(scenarios):
    without, _ = train(os.path.join(folder, 'without-%d' % number), environment)
    probed, points = train(os.path.join(folder, 'with-%d' % number), environment, Tracer())
    lines.update(point.split(' ')[0] for point in points if point.endswith(' line'))
    expectations.append(without)
    # Asked to stop it either does or goes on as if nobody had asked, nothing between.
    assert probed == without or 'ASK' in environment, (probed, without)
    allowed = [without, probed]
    for point, times in sorted(points.items()):
        isNew = point not in done
        if not isNew and not (point.endswith(' line') and list(environment) == ['STAND_IN']):
            continue
        done.add(point)
        kinds = [OSError(code, os.strerror(code)) for code in file_errors] if ' file ' in point else [RuntimeError('injected')]
        for error in kinds:
            for time in {1, times} if isNew else {1}:
                inject(environment, allowed, Tracer((point, error), time), name='%s, time %d: %r' % (point, time, error))
    for oddity in odd.list_oddities(train(os.path.join(folder, 'odd-%d' % number), environment, oddity=odd.Oddity())[1], done):
        inject(environment, allowed, oddity=oddity, name=oddity.name)
print(json.dumps({'expected': expectations[0], 'found': found, 'missed': sorted(set('%s:%d' % (name, line) for name in plan for line in plan[name]) - lines)}))
