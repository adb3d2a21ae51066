type Endpoint = {readonly endpoint: string};

const englishOrigins = {
	option: '--host',
	'context-option': '--context',
	environment: 'DOCKER_HOST',
	'context-environment': 'DOCKER_CONTEXT',
	'current-context': 'the current docker context',
	'default-socket': 'the default socket',
} as const;

/** What may have given the address of the engine. */
export type EndpointOrigin = keyof typeof englishOrigins;

type Answer = Endpoint & {readonly version: string; readonly origin: EndpointOrigin; readonly context: string};

/** Findings about the engine and the right to use it. */
export const engineFindings = {
	'engine-ok': {
		what: ({endpoint, version, origin, context}: Answer) => `${version} answers at ${endpoint} (from ${[englishOrigins[origin], context].join(' ').trim()}).`,
		why: () => '',
	},
	'engine-unreachable': {
		what: ({endpoint}: Endpoint) => `No engine answers at ${endpoint}.`,
		why: () => 'Without it yolotop can read log files and run directories only.',
	},
	'engine-ssh-failed': {
		what: ({endpoint, reason}: Endpoint & {readonly reason: string}) => `${endpoint} is not reached by ssh${reason === '' ? '.' : `: ${reason}`}`,
		why: () => 'yolotop uses the ssh of this machine with its own keys and settings; try the same by hand.',
	},
	'engine-tls-failed': {
		what: ({endpoint, reason}: Endpoint & {readonly reason: string}) => `This machine and ${endpoint} do not agree on TLS${reason === '' ? '.' : `: ${reason}`}`,
		why: () => 'The engine and whoever uses it show each other certificates, which must be valid, in pairs, and of one authority.',
	},
	'engine-silent': {
		what: ({endpoint}: Endpoint) => `The engine at ${endpoint} did not answer in time.`,
		why: () => 'It is overloaded or hangs; trainings in containers go on.',
	},
	'engine-not-docker': {
		what: ({endpoint}: Endpoint) => `What answers at ${endpoint} is not a Docker engine.`,
		why: () => 'The address belongs to another service.',
	},
	'engine-address-wrong': {
		what: ({endpoint}: Endpoint) => `The address of the engine cannot be used: ${endpoint}.`,
		why: () => 'It comes from --host, DOCKER_HOST or a docker context.',
	},
	'permission-ok': {
		what: () => 'You may use the engine.',
		why: () => '',
	},
	'permission-denied': {
		what: ({endpoint}: Endpoint) => `You may not open ${endpoint}.`,
		why: () => 'Members of the group docker may; that is as much as being root on that machine.',
	},
	'permission-unencrypted': {
		what: ({endpoint}: Endpoint) => `${endpoint} is reached without encryption.`,
		why: () => 'Whoever reaches that port is root on that machine. Use ssh:// or TLS.',
	},
	'permission-unknown': {
		what: () => 'Not known while the engine does not answer.',
		why: () => '',
	},
};
