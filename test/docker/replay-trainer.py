"""Prints a recorded training again, so that a real container has a training's output without a training.

usage: replay-trainer.py DIRECTORY [--speed X] [--gate FILE] [--run-directory DIRECTORY]

DIRECTORY holds stream.raw: the bytes of a terminal, or the engine's frames (8-byte headers) of standard output and error. With
timing.tsv the bytes come at their recorded times, divided by the speed; without it, each piece up to a carriage return comes
10 ms after the one before. A gate is a file with a number: no more than that many bytes of the stream are printed until it is
raised, so that a test can stop a training in the middle of an epoch; FILE.at then says how many were printed. A run directory gets opt.yaml or args.yaml at the start,
and the rows of results.csv in step with the output.
"""
import argparse
import bisect
import gzip
import os
import re
import shutil
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument('directory')
parser.add_argument('--speed', type=float, default=1)
parser.add_argument('--gate')
parser.add_argument('--run-directory')
options = parser.parse_args()


def read_stream():
    plain = os.path.join(options.directory, 'stream.raw')
    if os.path.exists(plain):
        with open(plain, 'rb') as file:
            return file.read()
    with gzip.open(plain + '.gz', 'rb') as file:
        return file.read()


def pieces(stream):
    """(file descriptor, bytes, offset behind them) for each refresh of a bar and each line."""
    is_framed = stream[:1] in (b'\1', b'\2') and stream[1:4] == b'\0\0\0'
    frames = []
    if is_framed:
        start = 0
        while start + 8 <= len(stream):
            end = start + 8 + int.from_bytes(stream[start + 4:start + 8], 'big')
            frames.append((stream[start], stream[start + 8:end], start + 8))
            start = end
    else:
        frames.append((1, stream, 0))
    for descriptor, data, offset in frames:
        for match in re.finditer(rb'\r?[^\r\n]*(?:\r\n|\n)|\r?[^\r\n]+|\r', data):
            yield descriptor, match.group(), offset + match.end()


def read_timing():
    path = os.path.join(options.directory, 'timing.tsv')
    if not os.path.exists(path):
        return None
    with open(path) as file:
        rows = [line.split('\t') for line in file.read().splitlines()[1:]]
    return [int(offset) for _, offset in rows], [float(seconds) for seconds, _ in rows]


def wait_for_gate(printed, offset):
    is_told = False
    while options.gate:
        try:
            with open(options.gate) as file:
                if offset <= int(file.read() or 0):
                    return
        except (OSError, ValueError):
            pass
        if not is_told:
            is_told = True
            with open(options.gate + '.at', 'w') as file:
                file.write(str(printed))
        time.sleep(0.01)


def write_all(descriptor, data):
    while data:
        data = data[os.write(descriptor, data):]


class RunDirectory:
    def __init__(self, directory):
        self.directory = directory
        self.rows = []
        self.written = 0
        if not directory:
            return
        os.makedirs(os.path.join(directory, 'weights'), exist_ok=True)
        for name in ('opt.yaml', 'args.yaml'):
            if os.path.exists(os.path.join(options.directory, name)):
                shutil.copy(os.path.join(options.directory, name), directory)
        results = os.path.join(options.directory, 'results.csv')
        if os.path.exists(results):
            with open(results) as file:
                self.rows = file.readlines()

    def advance(self, part):
        wanted = int(part * len(self.rows))
        if wanted > self.written:
            with open(os.path.join(self.directory, 'results.csv'), 'a') as file:
                file.writelines(self.rows[self.written:wanted])
            with open(os.path.join(self.directory, 'weights', 'last.pt'), 'wb') as file:
                file.write(b'0' * (1000 + wanted))
            self.written = wanted


stream = read_stream()
timing = read_timing()
run_directory = RunDirectory(options.run_directory)
begun = time.monotonic()
printed = 0
for descriptor, data, offset in pieces(stream):
    wait_for_gate(printed, offset)
    if options.speed > 0:
        if timing:
            offsets, seconds = timing
            at = (seconds[bisect.bisect_right(offsets, max(0, offset - len(data))) - 1] - seconds[0]) / options.speed
            time.sleep(max(0, begun + at - time.monotonic()))
        else:
            time.sleep(0.01 / options.speed)
    # A terminal makes the carriage return again.
    write_all(descriptor, data.replace(b'\r\n', b'\n') if os.isatty(descriptor) else data)
    printed = offset
    run_directory.advance(offset / len(stream))
