import {expect, test} from 'vitest';
import {
	toJsonText,
	toPainted,
	toPrintable,
	toPrintableLines,
} from '../../source/domain/printable.ts';
import {parseHost} from '../../source/engine/endpoint.ts';
import {eventToJson} from '../../source/plain/event-json.ts';
import {isSecretName, maskSecrets} from '../../source/domain/secrets.ts';

const address = 'https://me:hidden@host/a.pt?token=hidden&size=3';

test.each<[string, (text: string) => string]>([
	['a line', toPrintable],
	['lines', toPrintableLines],
	['a painted line', text => toPainted(`\u{1B}[1m${text}\u{1B}[0m`)],
	['JSON', toJsonText],
	['a line with a sign of another language', text => toPrintable(`权重 ${text}`)],
])('%s that is shown has addresses without their secrets', (_name, show) => {
	const shown = show(address);
	expect(shown).not.toContain('hidden');
	expect(shown).toContain('host/a.pt?token=***&size=3');
});

test.each([
	...['api_key', 'WANDB_API_KEY', 'accessKey', 'AWS_SECRET_ACCESS_KEY', 'sshkey', 'HF_TOKEN', 'mytoken', 'password', 'passwd', 'db-pass', 'PGPASSWORD', 'X-Auth', 'Authorization', 'passphrase', 'SENTRY_DSN', 'Cookie', 'keys'].map(name => [name, true] as const),
	...['keypoints', 'author', 'tokenizer', 'passes', 'kpt_shape', 'patience', 'workers', 'keyboard', 'authors', 'epochs'].map(name => [name, false] as const),
])('whether the value of %s must not be seen: %s', (name, isSecret) => {
	expect(isSecretName(name)).toBe(isSecret);
});

test.each([
	`ghp_${'a1B2'.repeat(9)}`,
	`github_pat_${'a1B2'.repeat(9)}`,
	`glpat-${'a1-2'.repeat(5)}`,
	`hf_${'aB'.repeat(17)}`,
	`sk-proj-${'a1-B'.repeat(9)}`,
	'xoxb-1234567890-abcdef',
	'AKIAABCDEFGHIJ234567',
	`AIza${'a1-B'.repeat(9)}`,
	'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-def',
])('the token %s is not seen in a line of the log either', token => {
	expect(toPrintable(`logged in with ${token}, epochs 3`)).toBe('logged in with ***, epochs 3');
});

test.each(['sk-learn', 'hf_hub', 'eyJ', 'task-based', 'runs/train/exp', 'risk-averse-optimisation-of-detectors'])('%s is no token', text => {
	expect(toPrintable(text)).toBe(text);
});

test('a text of a megabyte takes no longer than its length', () => {
	const begin = performance.now();
	for (const piece of ['://a', '://', '?a', '&token', 'a@', '=', 'ghp_', 'hf_a', 'sk-', 'eyJa.', 'eyJaaaaaaaa.']) {
		maskSecrets(`=${piece.repeat(1_000_000 / piece.length)}`);
	}

	expect(performance.now() - begin).toBeLessThan(3000);
});

test.each([
	['tcp://me:hidden@127.0.0.1:1', 'tcp://***@127.0.0.1:1'],
	['ssh://me:hidden@host', 'ssh://***@host'],
	['me:hidden@host', '***@host'],
	['tcp://me:hid/hidden@x:1', 'tcp://***@x:1'],
	['ftp://host/x', 'ftp://host/x'],
])('an engine address that cannot be used is named without its password: %s', (host, shown) => {
	expect(() => parseHost(host, undefined)).toThrow(expect.objectContaining({code: 'engine-host-invalid', values: {host: shown}}) as Error);
});

test('settings of an event have no secret by their name or address', () => {
	expect(eventToJson({type: 'settings-read', at: 0, settings: {epochs: '3', api_key: 'hidden', weights: address}})).toEqual({at: 0, type: 'settings-read', settings: {epochs: '3', api_key: '***', weights: 'https://***@host/a.pt?token=***&size=3'}});
});
