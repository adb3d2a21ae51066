"""What a real YOLOv5 needs of packages that are newer than it, or not there: a writer of TensorBoard, and names that numpy has taken away."""
import sys
import types

module = types.ModuleType('torch.utils.tensorboard')
module.SummaryWriter = type('SummaryWriter', (), {'__init__': lambda self, *args, **more: None, '__getattr__': lambda self, name: lambda *args, **more: None})
sys.modules['torch.utils.tensorboard'] = module
try:
    import numpy
except ImportError:
    pass
else:
    for name, kind in (('int', int), ('float', float), ('bool', bool), ('object', object)):
        if name not in numpy.__dict__:
            setattr(numpy, name, kind)
