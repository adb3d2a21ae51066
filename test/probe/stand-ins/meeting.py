"""Where the ranks of a distributed training wait for one another, each a process of its own: in the folder MEETING, by files. A rank that waits for one that
has gone its own way waits for ever; here it ends with the code 88 after a while. Without the folder there is nobody to wait for."""
import os
import sys
import time

SECONDS = 15
meetings = []


def meet(value=''):
    """Gives what the first rank has brought."""
    folder, count = os.environ.get('MEETING'), int(os.environ.get('WORLD_SIZE', '1'))
    if folder is None:
        return value
    meetings.append(value)
    places = [os.path.join(folder, '%d-%d' % (len(meetings), rank)) for rank in range(count)]
    own = places[int(os.environ['RANK'])]
    with open(own + '.new', 'w') as file:
        file.write(str(value))
    os.rename(own + '.new', own)
    begun = time.monotonic()
    while not all(map(os.path.exists, places)):
        if time.monotonic() - begun > SECONDS:
            print('waited for ever')
            sys.exit(88)
        time.sleep(0.005)
    with open(places[0]) as file:
        return file.read()
