"""A two-dimensional array as the frameworks have it from numpy."""


class Array:
    def __init__(self, rows):
        self.rows = rows

    def tolist(self):
        return [list(row) for row in self.rows]

    def __len__(self):
        return len(self.rows)

    def __imul__(self, factor):
        self.rows = [[value * factor for value in row] for row in self.rows]
        return self


class ConfusionMatrix:
    """What is detected and what is there are lists of classes, as long as one another."""

    def __init__(self, nc=None, names=None, conf=0.25):
        self.nc = len(names) if nc is None else nc
        self.matrix = Array([[0] * (self.nc + 1) for _ in range(self.nc + 1)])

    def process_batch(self, detections, labels, *more):
        labels = more[0] if more else labels
        detections = detections['cls'] if isinstance(detections, dict) else detections
        labels = labels['cls'] if isinstance(labels, dict) else labels
        for detected, true in zip(detections, labels):
            self.matrix.rows[detected][true] += 1
