"""Values that no framework is known to hand over, in the place of each value that the probe gets from one, and modules that lack what the probe wraps."""
import ast
import os
import signal
import sys


class Hostile:
    """Nothing can be asked of it."""

    def fail(self, *args):
        raise RuntimeError('hostile')

    __getattr__ = __len__ = __iter__ = __getitem__ = __float__ = __int__ = __str__ = __repr__ = __bool__ = __eq__ = __call__ = __sub__ = fail
    __hash__ = object.__hash__


values = {
    'None': None, 'a negative number': -1, 'nan': float('nan'), 'a text': 'text', 'an empty list': [], 'a list of nothing': [None] * 40, 'a dict': {'a': {}},
    'something hostile': Hostile(),
}


class Oddity:
    """One value of one call of `guard`, or one name of a module; without one it only notes what there is."""

    def __init__(self, key=None, value=None):
        self.key, self.value, self.reached = key, value, {}
        self.name = '%s is %s' % (key, value)


def list_oddities(reached, done):
    keys = [key for key in sorted(reached) if key not in done]
    done.update(keys)
    return [Oddity(key, name) for key in keys for name in (['gone'] if key.startswith('module ') else []) + list(values)]


def prepare(environment):
    """What the system of a training lacks or does."""
    if 'NO_MEMFD' in environment and hasattr(os, 'memfd_create'):
        del os.memfd_create
    if 'SHORT_WRITE' in environment:
        write = os.write
        os.write = lambda file, data: write(file, data[:len(data) // 2])
    if 'SHADOWED' in environment:
        sys.path.append(os.path.join(os.path.dirname(__file__), 'shadowed'))
    if 'NO_SIGNAL' in environment:
        signal.signal(57, lambda *_: None)


def begin(oddity, sitecustomize, note):
    import yolotop_records
    guard = yolotop_records.guard

    def odd_guard(function, *args):
        guard(function, *replace(oddity, function.__name__, args, note))
    yolotop_records.guard = odd_guard
    attach = sitecustomize.attach

    def odd_attach(module):
        kept = hide(oddity, module, note)
        attach(module)
        for name, value in kept:
            setattr(module, name, value)
    sitecustomize.attach = odd_attach


def replace(oddity, name, args, note):
    """Each argument as a whole, and what is in it, one level down."""
    args = list(args)
    for index, arg in enumerate(args):
        key = 'argument %s %d' % (name, index)
        if is_chosen(oddity, key, note):
            args[index] = values[oddity.value]
        elif isinstance(arg, (list, tuple)):
            args[index] = [values[oddity.value] if is_chosen(oddity, '%s.%d' % (key, inner), note) else value for inner, value in enumerate(arg)]
        elif isinstance(arg, dict):
            args[index] = {inner: values[oddity.value] if is_chosen(oddity, '%s.%s' % (key, inner), note) else value for inner, value in arg.items()}
    return args


def hide(oddity, module, note):
    """Takes a name out of a module while the probe puts its hooks in; gives what has to be put back."""
    kept = []
    for name in names_of_hooks():
        if hasattr(module, name) and is_chosen(oddity, 'module %s.%s' % (module.__name__, name), note):
            kept.append((name, getattr(module, name)))
            if oddity.value == 'gone':
                delattr(module, name)
            else:
                setattr(module, name, values[oddity.value])
    return kept


def names_of_hooks():
    """What yolotop_hooks.py asks of a module."""
    path = next(os.path.join(folder, 'yolotop_hooks.py') for folder in sys.path if os.path.exists(os.path.join(folder, 'yolotop_hooks.py')))
    with open(path) as file:
        tree = ast.parse(file.read())
    return sorted({node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == 'module' and not node.attr.startswith('__')})


def is_chosen(oddity, key, note):
    oddity.reached[key] = oddity.reached.get(key, 0) + 1
    if oddity.key != key:
        return False
    note(key)
    return True
