/**
A fixed Python program that runs where the training runs and asks each process with the probe for its Python stack.

A signal to a process without a handler would end it. So one is asked only if it has the file of the probe open (a name that nothing else has, and that
no other program inherits) and catches the signal, both looked at right before; should Python end in between, the signal is ignored there. Processes are
asked one after the other, because forked workers write into the file of their parent.

Argument: number of the training process, 0 where it is not known. Prints one JSON object: `processes`, the parent before its children, each with pid,
parent, rank (null where there is none), state (of /proc: R, S, D, T, ...), answer ("stack", "silent", "denied", "none") and stack; "none" is a process of the training that
runs Python without the probe. At most 256 processes.

Source: probe/yolotop_stacks.py, proc(5).
*/
export const stacksScript = String.raw`
import json
import os
import sys
import time

NAME, SIGNAL = 'yolotop-stacks', 57
MOST = 256
MOST_BYTES = 65536
ANSWER_SECONDS, QUIET_SECONDS = 0.5, 0.02


def read(path):
    with open(path, 'rb') as file:
        return file.read(MOST_BYTES).decode('utf-8', 'replace')


def find_file(pid):
    folder = '/proc/%d/fd' % pid
    for number in os.listdir(folder):
        try:
            target = os.readlink(os.path.join(folder, number))
        except OSError:
            continue
        if os.path.basename(target).replace('memfd:', '').startswith(NAME):
            return os.path.join(folder, number)
    return None


def catches(pid):
    for line in read('/proc/%d/status' % pid).splitlines():
        if line.startswith('SigCgt:'):
            return int(line.split()[1], 16) >> (SIGNAL - 1) & 1 == 1
    return False


def look(pid):
    fields = read('/proc/%d/stat' % pid).rpartition(')')[2].split()
    return {'pid': pid, 'parent': int(fields[1]), 'state': fields[0]}


def is_python(pid):
    try:
        return 'python' in os.path.basename(os.readlink('/proc/%d/exe' % pid))
    except OSError:
        return False


def rank_of(pid):
    try:
        for word in read('/proc/%d/environ' % pid).split('\0'):
            if word.startswith('RANK=') and word[5:].isdigit():
                return int(word[5:])
    except OSError:
        pass
    return None


def list_processes():
    found = {}
    for name in os.listdir('/proc'):
        if name.isdigit() and int(name) != os.getpid():
            try:
                found[int(name)] = look(int(name))
            except (OSError, ValueError, IndexError):
                pass
    return found


def ask(pid):
    """The answer of one process, and its stack."""
    try:
        path = find_file(pid)
        if path is None or not catches(pid):
            return 'none', None
        file = os.open(path, os.O_RDWR)
    except OSError as error:
        return ('none' if isinstance(error, FileNotFoundError) else 'denied'), None
    try:
        os.ftruncate(file, 0)
        if find_file(pid) != path or not catches(pid):
            return 'none', None
        os.kill(pid, SIGNAL)
        size, since, end = 0, time.time(), time.time() + ANSWER_SECONDS
        while time.time() < end and not (size > 0 and time.time() - since >= QUIET_SECONDS):
            time.sleep(0.004)
            now = os.fstat(file).st_size
            if now != size:
                size, since = now, time.time()
        text = os.pread(file, MOST_BYTES, 0).decode('utf-8', 'replace')
        # The late answer of another worker beside it.
        return ('stack', text) if text.count('(most recent call first)') == 1 else ('silent', None)
    except OSError as error:
        return ('denied' if isinstance(error, PermissionError) else 'none'), None
    finally:
        os.close(file)


def has_probe(pid):
    try:
        return find_file(pid) is not None
    except OSError:
        return False


def family(root, processes):
    """The training with its launcher, if that has the probe, and all below, the parent first."""
    while root in processes and processes[root]['parent'] in processes and has_probe(processes[root]['parent']):
        root = processes[root]['parent']
    roots = [root] if root in processes else sorted(pid for pid in processes if has_probe(pid) and not has_probe(processes[pid]['parent']))
    members, waiting = [], list(roots)
    while waiting and len(members) < MOST:
        pid = waiting.pop(0)
        members.append(pid)
        waiting += sorted(child for child in processes if processes[child]['parent'] == pid)
    return members


processes = list_processes()
result = []
for pid in family(int(sys.argv[1]), processes):
    answer, stack = ask(pid)
    if answer == 'none' and not is_python(pid):
        continue
    try:
        facts = look(pid)
    except (OSError, ValueError, IndexError):
        continue
    facts.update(rank=rank_of(pid), answer=answer, stack=stack)
    result.append(facts)
print(json.dumps({'processes': result}))
`;
