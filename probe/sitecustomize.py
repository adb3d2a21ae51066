"""Lets yolotop record what a YOLO training knows but does not print, and end it after an epoch.

yolotop puts the directory of this file first in PYTHONPATH of a training that it starts, and Python then imports this file by itself.
Here is only what loads the rest, when the training imports its framework; in any other process nothing happens. The records are described
in yolotop_records.py, the hooks in yolotop_hooks.py, the requests in yolotop_requests.py. Python 3.6 or newer, standard library only, torch is never imported.
"""
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

# The modules of the frameworks, and what has to be in them: a module of a person may have the same name.
TARGETS = {
    'test': ('test', 'ap_per_class'),
    'val': ('run', 'ap_per_class', 'process_batch', 'ConfusionMatrix'),
    'utils.callbacks': ('Callbacks',),
    'utils.loggers': ('Loggers',),
    # Only in the versions whose ranks end together.
    'utils.torch_utils': ('EarlyStopping', 'smart_DDP'),
    'utils.general': ('strip_optimizer',),
    'ultralytics.utils.torch_utils': ('strip_optimizer',),
    'ultralytics.yolo.utils.torch_utils': ('strip_optimizer',),
    'ultralytics.utils.callbacks.base': ('default_callbacks',),
    'ultralytics.yolo.utils.callbacks.base': ('default_callbacks',),
}


def is_meant():
    """Whether yolotop started this training. A program of `docker exec` inherits the container's variables; its ancestors end at 0."""
    kind = os.environ.get('YOLOTOP_PROBE')
    if kind not in ('container', 'exec', 'process'):
        return False
    pid = os.getpid()
    while kind == 'container' and pid > 1:
        try:
            with open('/proc/%d/stat' % pid) as file:
                pid = int(file.read().rpartition(')')[2].split()[1])
        except (OSError, ValueError, IndexError):
            break
    return pid != 0


def is_first():
    """Of several processes of a training one records."""
    return os.environ.get('RANK', '-1') in ('', '-1', '0')


def watch_stacks():
    """Of every process and every worker; without it the training runs as it is."""
    try:
        import yolotop_stacks
        yolotop_stacks.watch()
    except Exception:
        pass


def attach(module):
    """Puts the hooks into a module that was just loaded. Without them the training runs as it is."""
    try:
        if all(hasattr(module, name) for name in TARGETS[module.__name__]):
            import yolotop_hooks
            yolotop_hooks.attach(module)
    except Exception:
        pass


class Finder(importlib.abc.MetaPathFinder):
    """Finds nothing itself: it hands on what the others find, so that the hooks come right after the module is loaded."""

    def __init__(self):
        self.asking = set()

    def find_spec(self, name, path=None, target=None):
        try:
            return self.find_hooked(name) if name in TARGETS and name not in self.asking else None
        except Exception:
            return None

    def find_hooked(self, name):
        self.asking.add(name)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self.asking.discard(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            attach(module)
        spec.loader.exec_module = exec_module
        return spec


def find_shadowed():
    """The sitecustomize that Python would load without this one: Debian, Ubuntu and conda have one."""
    here = os.path.dirname(os.path.realpath(__file__))
    rest = [path for path in sys.path if os.path.realpath(path or '.') != here]
    return importlib.machinery.PathFinder.find_spec('sitecustomize', rest)


def load_shadowed():
    try:
        spec = find_shadowed()
    except Exception:
        return
    if spec is not None and spec.loader is not None:
        # What goes wrong in it is reported by Python, as it is without the probe.
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


try:
    if is_meant():
        watch_stacks()
        if is_first():
            sys.meta_path.insert(0, Finder())
except Exception:
    pass
load_shadowed()
