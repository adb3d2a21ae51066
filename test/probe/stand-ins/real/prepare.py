"""Makes a data set of sixteen pictures of squares in two colours, and the description of it."""
import os
import sys

import cv2
import numpy

root = sys.argv[1]
random = numpy.random.RandomState(1)
for split in ('train', 'val'):
    for kind in ('images', 'labels'):
        os.makedirs(os.path.join(root, kind, split))
    for index in range(8):
        picture = random.randint(0, 60, (64, 64, 3)).astype('uint8')
        lines = []
        for kind, colour in enumerate(((0, 0, 255), (0, 255, 0))):
            x, y, size = random.randint(4, 30), random.randint(4, 30), random.randint(14, 30)
            picture[y:y + size, x:x + size] = colour
            lines.append('%d %f %f %f %f' % (kind, (x + size / 2) / 64, (y + size / 2) / 64, size / 64, size / 64))
        cv2.imwrite(os.path.join(root, 'images', split, '%d.png' % index), picture)
        with open(os.path.join(root, 'labels', split, '%d.txt' % index), 'w') as file:
            file.write('\n'.join(lines) + '\n')
with open(os.path.join(root, 'data.yaml'), 'w') as file:
    file.write('train: %s/images/train\nval: %s/images/val\nnc: 2\nnames: [red, green]\n' % (root, root))
