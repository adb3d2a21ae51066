import {expect, test} from 'vitest';
import {
	aimAt,
	isHostName,
	listedHosts,
	parseHost,
	type Host,
} from '../../source/domain/host.ts';

test.each<[text: string, host: Host | undefined]>([
	['ssh://me@lab', {kind: 'engine', name: 'x', host: 'ssh://me@lab'}],
	['tcp://10.0.0.5:2376', {kind: 'engine', name: 'x', host: 'tcp://10.0.0.5:2376'}],
	['unix:///run/docker.sock', {kind: 'engine', name: 'x', host: 'unix:///run/docker.sock'}],
	['context:old', {kind: 'engine', name: 'x', context: 'old'}],
	['slurm:me@login.example.org', {
		kind: 'scheduler', name: 'x', scheduler: 'slurm', host: 'me@login.example.org',
	}],
	['slurm:-oProxyCommand=x', undefined],
	['slurm:', undefined],
	['slurm:a/b', undefined],
	['lab', undefined],
	['pbs:login', undefined],
	['', undefined],
])('%s in the configuration', (text, host) => {
	expect(parseHost('x', text)).toEqual(host);
});

test.each([['lab', true], ['gpu-2.org', true], ['-lab', false], ['a/b', false], ['a:b', false], ['', false], ['slurm', false], ['directory', false]])('the name %s', (name, isOne) => {
	expect(isHostName(name)).toBe(isOne);
});

const lab: Host = {kind: 'engine', name: 'lab', host: 'ssh://me@lab'};
const uni: Host = {
	kind: 'scheduler', name: 'uni', scheduler: 'slurm', host: 'login',
};
const slurmHere: Host = {kind: 'scheduler', scheduler: 'slurm'};
const nothing = {addresses: [], isNamed: false, configured: []};

test.each<[what: string, given: Partial<Parameters<typeof listedHosts>[0]>, hosts: readonly Host[]]>([
	['nothing: this machine', {}, [{kind: 'engine'}, slurmHere]],
	['the configuration: this machine and its hosts', {configured: [lab, uni]}, [{kind: 'engine'}, slurmHere, lab, uni]],
	['one address: it alone, without a name', {
		addresses: ['tcp://a:1'], isNamed: true, host: 'tcp://a:1', configured: [lab],
	}, [{kind: 'engine', host: 'tcp://a:1'}, slurmHere]],
	['several addresses: short names that differ', {addresses: ['ssh://me@gpu:22', 'tcp://gpu:2376', 'unix:///run/user/1/docker.sock', 'tcp://[::1]:1'], isNamed: true}, [
		{kind: 'engine', name: 'gpu', host: 'ssh://me@gpu:22'}, {kind: 'engine', name: 'gpu-2', host: 'tcp://gpu:2376'}, {kind: 'engine', name: 'docker', host: 'unix:///run/user/1/docker.sock'}, {kind: 'engine', name: '1', host: 'tcp://[::1]:1'}, slurmHere,
	]],
	['an address that the configuration knows keeps its name', {addresses: ['ssh://me@lab', 'lab'], isNamed: true, configured: [lab]}, [lab, {...lab, name: 'lab-2'}, slurmHere]],
	['a cluster', {cluster: 'login', isNamed: true, configured: [lab]}, [{kind: 'engine'}, {...slurmHere, host: 'login'}]],
	['an engine of the surroundings that is another machine has a name beside others', {surrounding: 'ssh://box', configured: [lab]}, [{kind: 'engine', name: 'box', host: 'ssh://box'}, slurmHere, lab]],
	['but none alone', {surrounding: 'ssh://box'}, [{kind: 'engine'}, slurmHere]],
])('listed with %s', (_, given, hosts) => {
	expect(listedHosts({...nothing, ...given})).toEqual(hosts);
});

test.each([
	['lab/yolo', {target: 'yolo', host: 'ssh://me@lab', hostName: 'lab'}],
	['lab/yolo:runs/train/exp', {target: 'yolo:runs/train/exp', host: 'ssh://me@lab'}],
	['lab/yolo:/r/a\nb', {target: 'yolo:/r/a\nb', host: 'ssh://me@lab'}],
	['uni/12_3', {target: 'slurm:login/12_3'}],
	['slurm:uni/12', {target: 'slurm:login/12'}],
	['slurm:lab/12', {target: 'slurm:lab/12'}],
	['slurm:other/12', {target: 'slurm:other/12'}],
	['./lab/yolo', {target: './lab/yolo'}],
	['other/yolo', {target: 'other/yolo'}],
	['lab/', {target: 'lab/'}],
	['yolo', {target: 'yolo'}],
	['yolo:/r/exp', {target: 'yolo:/r/exp'}],
])('the target %s', (target, aimed) => {
	expect(aimAt({knownHosts: [lab, uni]}, target)).toMatchObject(aimed);
	expect('host' in aimAt({knownHosts: [lab, uni]}, target)).toBe('host' in aimed);
});
