import {expect, test} from 'vitest';
import {maskCommand} from '../../source/plan/secrets.ts';

test.each([
	[['python', 'train.py', '--api-key', 'abc', '--epochs', '3'], ['python', 'train.py', '--api-key', '***', '--epochs', '3']],
	[['--token=abc', 'token=a b', '--password', 'two words'], ['--token=***', 'token=***', '--password', '***']],
	[['https://me:pw@host/x'], ['https://***@host/x']],
	[['bash', '-c', 'WANDB_API_KEY=abc python train.py --epochs 3 && echo "$X"'], ['bash', '-c', 'WANDB_API_KEY=*** python train.py --epochs 3 && echo "$X"']],
	[['sh', '-c', 'export A_TOKEN="a b";python train.py --api-key \'x y\' --name=exp; curl http://u:p@h/'], ['sh', '-c', 'export A_TOKEN=***;python train.py --api-key *** --name=exp; curl http://***@h/']],
	[['bash', '-c', 'cd /work && python train.py --data my.yaml --batch-size 4'], ['bash', '-c', 'cd /work && python train.py --data my.yaml --batch-size 4']],
])('%j shows no secret', (command, shown) => {
	expect(maskCommand(command)).toEqual(shown);
});
