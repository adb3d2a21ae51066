import type {PortPlan} from './launch-plan.ts';

type Range = {readonly first: number; readonly count: number};

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

function isProtocol(text: string): text is PortPlan['protocol'] {
	return protocols.has(text);
}

function parseRange(text: string): Range | undefined {
	const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
	if (match === null) {
		return undefined;
	}

	const first = Number(match[1]);
	const last = Number(match[2] ?? match[1]);
	return first < 1 || last > 65_535 || last < first ? undefined : {first, count: last - first + 1};
}

/**
Reads the value of -p: `[[ADDRESS:]HOST_PORT:]CONTAINER_PORT[/PROTOCOL]`, ranges included.

@returns one plan for each port, or undefined when it is none. Source: docker/go-connections nat.
*/
export function parsePortSpec(text: string): PortPlan[] | undefined {
	const [address, protocol = 'tcp', ...tooMuch] = text.split('/');
	if (address === undefined || !isProtocol(protocol) || tooMuch.length > 0) {
		return undefined;
	}

	const match = /^(?:(?:(\[[\d.:a-f]+\]|[\d.]+):)?([\d-]*):)?([\d-]+)$/i.exec(address);
	const container = match === null ? undefined : parseRange(match[3]!);
	if (match === null || container === undefined) {
		return undefined;
	}

	const hostAddress = (match[1] ?? '').replaceAll(/[[\]]/g, '');
	const hostText = match[2] ?? '';
	const host = hostText === '' ? undefined : parseRange(hostText);
	if (hostText !== '' && hostText !== '0' && host?.count !== container.count) {
		return undefined;
	}

	return Array.from({length: container.count}, (_, index) => ({
		hostAddress,
		hostPort: host === undefined ? undefined : host.first + index,
		containerPort: container.first + index,
		protocol,
	}));
}

/** The value of -p that asks for the same. */
export function portToFlag(port: PortPlan): string {
	const address = port.hostAddress.includes(':') ? `[${port.hostAddress}]` : port.hostAddress;
	const host = port.hostPort === undefined ? '' : `${port.hostPort}`;
	const left = address === '' ? (host === '' ? '' : `${host}:`) : `${address}:${host}:`;
	return `${left}${port.containerPort}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`;
}
