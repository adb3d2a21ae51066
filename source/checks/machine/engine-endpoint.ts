import type {EngineFacts} from './facts.ts';

/** Where the engine is or should be; a question mark where not even that is known. */
export function endpointOf(engine: EngineFacts): string {
	return engine.kind === 'reachable' ? engine.identity.endpoint : engine.values.host ?? engine.values.endpoint ?? engine.values.value ?? engine.values.path ?? '?';
}

/** Whether the engine is on another machine, also one that does not answer. */
export function isElsewhere(engine: EngineFacts): boolean {
	return engine.kind === 'reachable' ? !engine.isLocal : engine.code.startsWith('ssh-') || /^(?:ssh|tcp|https?):\/\//.test(endpointOf(engine));
}

/** The machine of `ssh://user@host:22` or `tcp://host:2375` as ssh takes it; undefined for a local engine. */
export function hostOf(endpoint: string): string | undefined {
	return /^(?:ssh|tcp|https?):\/\/(\[[^\]]+\]|[^/:[\]]+)/.exec(endpoint)?.[1];
}
