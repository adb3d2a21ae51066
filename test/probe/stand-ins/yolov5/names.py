from types import SimpleNamespace

names = ['Vest', 'helmet', 'noHelmet']
model = SimpleNamespace(names=names)
# Of each class: precision, recall, and average precision by threshold.
table = [(0.5, 0.25, [0.4, 0.2]), (0.75, 0.5, [0.8, 0.6]), (0.0, 0.0, [0.0, 0.0])]
# The classes of the objects, image by image, and what was detected; nothing in the third.
images = [([0, 1], [0, 0]), ([1, 2], [1, 3]), ([2], [])]
targets = [0, 1, 1, 2, 2]
