"""As much of torch as the stand-ins need. A tensor whose value is read inside an epoch ends the program: on a GPU that would wait."""
import sys
import types

state = {'isInEpoch': False}


class Tensor:
    def __init__(self, values):
        self.values = values

    def detach(self):
        return self

    def item(self):
        return self.tolist()

    def tolist(self):
        if state['isInEpoch']:
            print('a tensor was read inside an epoch')
            sys.exit(77)
        return self.values

    def __float__(self):
        return float(self.tolist())


def stack(tensors):
    return Tensor([tensor.values for tensor in tensors])


norms = []


def clip_grad_norm_(parameters, max_norm):
    """The norm of a step is the next of the list that a training has put here."""
    return Tensor(norms.pop(0) if norms else 1.0)


nn = types.SimpleNamespace(utils=types.SimpleNamespace(clip_grad_norm_=clip_grad_norm_))
