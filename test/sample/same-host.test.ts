import {expect, test} from 'vitest';
import {containersInGroups} from '../../source/sample/same-host.ts';

const [one, other] = ['a'.repeat(64), '0123456789abcdef'.repeat(4)] as const;

test.each([
	['Docker with systemd', `0::/system.slice/docker-${one}.scope\n`, [one]],
	['Docker with cgroupfs, several controllers', `12:pids:/docker/${one}\n11:cpu,cpuacct:/docker/${one}\n`, [one]],
	['Podman', `0::/machine.slice/libpod-${one}.scope/container\n`, [one]],
	['Kubernetes', `0::/kubepods.slice/kubepods-besteffort.slice/cri-containerd-${one}.scope\n`, [one]],
	['an engine in a container', `0::/docker/${one}/docker/${other}\n`, [one, other]],
	['a process in none', '0::/user.slice/user-1000.slice/session-2.scope\n', []],
	['a name that is longer than an id', `0::/job/${one}ff\n`, []],
	['nothing', '', []],
])('the containers of a process: %s', (_, groups, ids) => {
	expect(containersInGroups(groups)).toEqual(ids);
});
