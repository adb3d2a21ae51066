import {UserError} from '../domain/user-error.ts';

export type ErrorContext = {
	readonly endpoint: string;
	readonly operation: string;
	/** The container that was asked for, as the caller named it. */
	readonly container?: string | undefined;
};

const unreachableCodes = new Set([
	'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ETIMEDOUT', 'ENOTSOCK',
]);

/**
What went wrong with a call, as an error for a person, told by status code or error number. Errors that are one already,
and the reason of an aborted signal, pass through.

Source: dockerode gives `{statusCode, reason, json}` for an answer and `{code, errno, syscall}` for a connection.
*/
export function toUserError(error: unknown, {endpoint, operation, container}: ErrorContext): unknown {
	if (error instanceof UserError || (error instanceof Error && error.name === 'AbortError')) {
		return error;
	}

	const {code, statusCode} = error as {readonly code?: unknown; readonly statusCode?: unknown};
	const reason = errorText(error);
	const options = {cause: error};
	if (typeof statusCode === 'number') {
		// An engine gives its reason with each refusal; HEAD alone has no words.
		if (container === undefined && statusCode >= 400 && statusCode < 500 && !hasReason(error)) {
			return new UserError('engine-not-docker', {endpoint}, options);
		}

		// Podman answers 500 for a moment while it removes a container.
		if (container !== undefined && (statusCode === 404 || reason.endsWith('no such container'))) {
			return new UserError('container-not-found', {name: container, endpoint}, options);
		}

		// Podman has one status code for everything that it cannot do, and says which in `cause`.
		const isWithoutLog = statusCode === 501 || (operation === 'logs' && reason.includes('not logging output'));
		return isWithoutLog && container !== undefined
			? new UserError('logs-unreadable', {name: container, driver: 'none'}, options)
			: new UserError('engine-failed', {
				endpoint, operation, reason: reason === '' ? `HTTP ${statusCode}` : reason, statusCode: String(statusCode),
			}, options);
	}

	if (code === 'EACCES' || code === 'EPERM') {
		return new UserError('engine-permission-denied', {endpoint, reason: code}, options);
	}

	if (typeof code === 'string' && unreachableCodes.has(code)) {
		return new UserError('engine-unreachable', {endpoint, reason: code}, options);
	}

	if (typeof code === 'string' && code.startsWith('HPE_')) {
		return new UserError('engine-not-docker', {endpoint}, options);
	}

	const named = typeof code === 'string' ? `${code}: ${reason}` : reason;
	return new UserError('engine-failed', {endpoint, operation, reason: named}, options);
}

/** Whether a refusal has the words of an engine: those of dockerode hold the body, those of our own requests its message. */
function hasReason(error: unknown): boolean {
	const {json} = error as {readonly json?: unknown};
	return Object.hasOwn(error as Record<string, unknown>, 'json')
		? typeof json === 'object' && json !== null && typeof (json as {readonly message?: unknown}).message === 'string'
		: errorText(error) !== '';
}

/** What a stream of the engine ends with that breaks off in the middle. */
const brokenCodes = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/** A stream that broke off, as an error for a person; undefined for every other error. */
export function toBrokenConnection(error: unknown): UserError | undefined {
	const {code, name} = error as {readonly code?: unknown; readonly name?: unknown};
	const isBroken = (typeof code === 'string' && brokenCodes.has(code)) || name === 'AbortError' || name === 'TimeoutError';
	return isBroken && !(error instanceof UserError) ? new UserError('connection-broken', {reason: typeof code === 'string' ? code : String(name)}, {cause: error}) : undefined;
}

/** The engine's own words on one line, without dockerode's prefix and without control characters. */
export function errorText(error: unknown): string {
	const {json, message} = error as {readonly json?: unknown; readonly message?: unknown};
	const fromJson = typeof json === 'object' && json !== null ? (json as {readonly message?: unknown}).message : undefined;
	const text = typeof fromJson === 'string' ? fromJson : (typeof message === 'string' ? message : String(error));
	return text
		.replace(/^\(HTTP code \d+\) .*? - /s, '')
		.replaceAll(/[\s\p{Control}]+/gu, ' ')
		.trim()
		.slice(0, 500);
}

/** A socket that an engine has just made is nobody's for a moment. */
const awayCodes: ReadonlySet<string> = new Set(['engine-unreachable', 'engine-timeout', 'engine-permission-denied', 'connection-broken']);

/** What a proxy answers for an engine that is away or starts. */
const awayStatuses: ReadonlySet<string> = new Set(['502', '503', '504']);

/** Whether trying again later can help: the engine is away or slow, nothing is wrong with the request. */
export function isConnectionError(error: unknown): boolean {
	return error instanceof UserError
		? awayCodes.has(error.code) || awayStatuses.has(error.values.statusCode ?? '')
		: typeof (error as {readonly code?: unknown}).code === 'string';
}
