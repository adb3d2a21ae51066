"""Prints numbered lines and bars on both streams as fast as asked, with gaps and with lines of every length.

usage: noise.py LINES LINES_PER_SECOND
"""
import os
import random
import sys
import time

lines, rate = int(sys.argv[1]), float(sys.argv[2])
draw = random.Random(1)
begun = time.monotonic()
for number in range(lines):
    kind = draw.random()
    if kind < 0.02:
        # A long bar: more than one piece of 16 KiB.
        data = b''.join(b'\r%d bar %d%% %s' % (number, step, b'#' * 60) for step in range(draw.randrange(100, 600))) + b'\n'
    elif kind < 0.1:
        data = b'%d \xe5\xae\x89\xe5\x85\xa8\xe5\xb8\xbd\n\n' % number
    else:
        data = b'%d %s\n' % (number, b'x' * draw.randrange(120))
    descriptor = 2 if draw.random() < 0.4 else 1
    while data:
        data = data[os.write(descriptor, data):]
    time.sleep(max(0, begun + number / rate - time.monotonic()))
