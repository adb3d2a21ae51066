"""Writes a checkpoint as YOLOv5's train.py does, with PyTorch itself, in each of its two formats: python3 make-checkpoints.py"""
from copy import deepcopy
from pathlib import Path

import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(8, 16))
        self.bias = nn.Parameter(torch.rand(8))
        self.register_buffer('batches', torch.tensor(350))


model = Model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.937, nesterov=True)
for parameter in model.parameters():
    parameter.grad = torch.ones_like(parameter)
optimizer.step()
half = deepcopy(model).half()
folder = Path(__file__).parent
for name, is_zip, epoch in [('zip', True, 6), ('legacy', False, 6), ('legacy-finished', False, -1)]:
    is_over = epoch == -1
    torch.save({
        'epoch': epoch,
        'best_fitness': 0.1234,
        'model': half,
        'ema': None if is_over else deepcopy(half),
        'updates': None if is_over else 350,
        'optimizer': None if is_over else optimizer.state_dict(),
        'opt': {'epochs': 40, 'data': 'data/mydata.yaml'},
        'date': '2026-11-30T21:50:00',
    }, folder / f'{name}.pt', _use_new_zipfile_serialization=is_zip)
