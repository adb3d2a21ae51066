"""Prints 2 MB/s and keeps the number of bytes that were printed in a file: it stands still when nobody takes the output.

usage: counter.py FILE
"""
import os
import sys
import time

line = b'x' * 99 + b'\n'
block = line * 200
printed = 0
begun = time.monotonic()
while True:
    data = block
    while data:
        data = data[os.write(1, data):]
    printed += len(block)
    with open(sys.argv[1] + '.new', 'w') as file:
        file.write(str(printed))
    os.replace(sys.argv[1] + '.new', sys.argv[1])
    time.sleep(max(0, begun + printed / 2_000_000 - time.monotonic()))
