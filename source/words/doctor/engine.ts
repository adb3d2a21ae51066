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
