"""Behaves as Ultralytics does with several GPUs: writes a script of its own and runs it by torch.distributed.run, whose end it waits for.

Source of the behaviour: Ultralytics 8.0 to 8.4, engine/trainer.py (train) and utils/dist.py (generate_ddp_command).
"""
import os
import subprocess
import sys

folder = os.path.expanduser('~/.config/Ultralytics/DDP')
os.makedirs(folder, exist_ok=True)
script = os.path.join(folder, f'_temp_abcd{os.getpid()}.py')
with open(script, 'w') as file:
    file.write(f"import runpy, sys\nsys.argv = {['yolo', *sys.argv[1:]]!r}\nrunpy.run_path('/programs/ultralytics-trainer.py', run_name='__main__')\n")
words = dict(word.split('=', 1) for word in sys.argv if '=' in word)
device = words.get('device')
if device is None and words.get('resume') == 'True':
    # A resume takes the devices from the run unless its command names others (BaseTrainer.check_resume).
    with open(os.path.join(os.path.dirname(words['model']), '../args.yaml')) as file:
        device = next((line.split(':', 1)[1].strip() for line in file if line.startswith('device:')), None)
ranks = len((device or '0').split(','))
try:
    # When this is interrupted itself, subprocess kills the launcher and leaves its ranks alone.
    subprocess.run([sys.executable, '-m', 'torch.distributed.run', '--nproc_per_node', str(ranks), '--master_port', '29500', script], check=True)
finally:
    os.remove(script)
