import {expect, test} from 'vitest';
import {maskCommand} from '../../source/plan/secrets.ts';

test.each([
	[['python', 'train.py', '--api-key', 'abc', '--epochs', '3'], ['python', 'train.py', '--api-key', '***', '--epochs', '3']],
	[['--token=abc', 'token=a b', '--password', 'two words'], ['--token=***', 'token=***', '--password', '***']],
	[['https://me:pw@host/x'], ['https://***@host/x']],
	[['bash', '-c', 'WANDB_API_KEY=abc python train.py --epochs 3 && echo "$X"'], ['bash', '-c', 'WANDB_API_KEY=*** python train.py --epochs 3 && echo "$X"']],
	[['sh', '-c', 'export A_TOKEN="a b";python train.py --api-key \'x y\' --name=exp; curl http://u:p@h/'], ['sh', '-c', 'export A_TOKEN=***;python train.py --api-key *** --name=exp; curl http://***@h/']],
	[['bash', '-c', 'cd /work && python train.py --data my.yaml --batch-size 4'], ['bash', '-c', 'cd /work && python train.py --data my.yaml --batch-size 4']],
	[['python', 'train.py', '--token', '-X', '--epochs', '3'], ['python', 'train.py', '--token', '***', '--epochs', '3']],
	[['train', '--use-auth', '--epochs', '3'], ['train', '--use-auth', '--epochs', '3']],
	[['--data', 'https://h/a.zip?v=1&token=abc&sig=x%2By&X-Amz-Signature=abc#top'], ['--data', 'https://h/a.zip?v=1&token=***&sig=***&X-Amz-Signature=***#top']],
	[['https://me:p@ss@host/x', 'ssh://me@host/x', 'ssh://me:pw@host'], ['https://***@host/x', 'ssh://me@host/x', 'ssh://***@host']],
	[['curl', '-H', 'Authorization: Bearer abc', '-H', 'X-Api-Key: abc', '-H', 'Accept: a'], ['curl', '-H', 'Authorization: ***', '-H', 'X-Api-Key: ***', '-H', 'Accept: a']],
	[['sh', '-c', 'curl -H "Authorization: Bearer abc" https://h/?sig=1 -H \'Cookie: a=1; b=2\'; echo Bearer abc; train --token -X --epochs 3'], ['sh', '-c', 'curl -H "Authorization: ***" https://h/?sig=*** -H \'Cookie: ***\'; echo Bearer ***; train --token *** --epochs 3']],
	[['train', '--name', 'sigma=3', '--cfg', 'a?sigma=3&design=4'], ['train', '--name', 'sigma=3', '--cfg', 'a?sigma=3&design=4']],
])('%j shows no secret', (command, shown) => {
	expect(maskCommand(command)).toEqual(shown);
});
