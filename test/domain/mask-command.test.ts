import {expect, test} from 'vitest';
import {maskCommand} from '../../source/domain/mask-command.ts';

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
	[['curl', '-u', 'me:pw', '-o', 'a.zip', 'http://h/'], ['curl', '-u', '***', '-o', 'a.zip', 'http://h/']],
	[['wandb', 'login', '--relogin', '0123abc'], ['wandb', 'login', '--relogin', '***']],
	[['bash', '-lc', 'wandb login 0123abc && curl -s --user me:pw http://h/ -o a; docker run --user 1000:1000 -u root:root x'], ['bash', '-lc', 'wandb login *** && curl -s --user *** http://h/ -o a; docker run --user 1000:1000 -u root:root x']],
	[['docker', 'run', '-u', '1000:1000', '-e', 'API_KEY=abc', '-e', 'OMP_NUM_THREADS=2', 'x'], ['docker', 'run', '-u', '1000:1000', '-e', 'API_KEY=***', '-e', 'OMP_NUM_THREADS=2', 'x']],
	[['python', 'train.py', `hf_${'a1'.repeat(17)}`, `--hub=ghp_${'b2'.repeat(18)}`], ['python', 'train.py', '***', '--hub=***']],
	[['train', '--keypoints', '17', '--author', 'ann', '--tokenizer', 'bpe', '--passes=3', '--data', 'keys/monkeys.yaml'], ['train', '--keypoints', '17', '--author', 'ann', '--tokenizer', 'bpe', '--passes=3', '--data', 'keys/monkeys.yaml']],
])('%j shows no secret', (command, shown) => {
	expect(maskCommand(command)).toEqual(shown);
});
