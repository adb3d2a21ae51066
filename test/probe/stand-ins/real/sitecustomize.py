"""What a real training needs of packages that are newer than it, or not there: a writer of TensorBoard, a reader of its own table, names that numpy has
taken away, and whole numbers that torch clamps between others (YOLOv5 before v6.2 gives it such)."""
import builtins
import sys
import types

for name in ('cpuinfo', 'thop'):
    try:
        __import__(name)
    except ImportError:
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].get_cpu_info = lambda: {'brand_raw': 'a processor'}
        sys.modules[name].profile = lambda *args, **more: (0, 0)
module = types.ModuleType('torch.utils.tensorboard')
module.SummaryWriter = type('SummaryWriter', (), {'__init__': lambda self, *args, **more: None, '__getattr__': lambda self, name: lambda *args, **more: None})
sys.modules['torch.utils.tensorboard'] = module
try:
    import polars  # noqa: F401
except ImportError:
    class Table:
        def __init__(self, path, **more):
            with open(path) as file:
                self.names, *self.rows = [line.strip().split(',') for line in file]

        def to_dict(self, **more):
            return {name.strip(): [float(row[index]) for row in self.rows] for index, name in enumerate(self.names)}
    sys.modules['polars'] = types.ModuleType('polars')
    sys.modules['polars'].read_csv = Table
try:
    import numpy
except ImportError:
    pass
else:
    for name, kind in (('int', int), ('float', float), ('bool', bool), ('object', object)):
        if name not in numpy.__dict__:
            setattr(numpy, name, kind)


# torch is only there when a training imports it: the first import of anything after that mends it.
load = builtins.__import__


def load_and_mend(name, *args, **more):
    module = load(name, *args, **more)
    torch = sys.modules.get('torch')
    if hasattr(torch, 'Tensor') and not hasattr(torch.Tensor, 'is_mended'):
        mend(torch)
    elastic = sys.modules.get('torch.distributed.elastic.multiprocessing.api')
    if hasattr(elastic, 'Std'):
        # Up to torch 1.13 it looks for its zero among the members, where Python 3.11 has none.
        elastic.Std.from_str = classmethod(lambda kind, _: kind.NONE)
    return module


def mend(torch):
    clamp, torch.Tensor.is_mended = torch.Tensor.clamp_, True

    def clamp_(self, low=None, high=None):
        bounds = [bound.long() if isinstance(bound, torch.Tensor) and not self.is_floating_point() else bound for bound in (low, high)]
        return clamp(self, *[int(bound) if isinstance(bound, torch.Tensor) and bound.dim() == 0 else bound for bound in bounds])
    torch.Tensor.clamp_ = clamp_


builtins.__import__ = load_and_mend
