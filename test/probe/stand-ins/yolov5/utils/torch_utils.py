import os


class EarlyStopping:
    def __init__(self, patience=30):
        self.patience, self.best_fitness, self.best_epoch = patience, 0.0, 0

    def __call__(self, epoch, fitness):
        if fitness >= self.best_fitness:
            self.best_epoch, self.best_fitness = epoch, fitness
        return epoch - self.best_epoch >= self.patience


if os.environ['STAND_IN'] not in ('v6.0', 'v6.1'):
    def smart_DDP(model):
        return model
