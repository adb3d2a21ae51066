import {UserError} from '../domain/user-error.ts';

/** What the person asked for, to name it where the engine does not. */
export type LaunchContext = {
	readonly image?: string | undefined;
	readonly name?: string | undefined;
};

type Rule = {
	/** Fits the engine's words; its groups go to `explain`. */
	readonly pattern: RegExp;
	explain(groups: readonly string[], context: LaunchContext): readonly [ConstructorParameters<typeof UserError>[0], Readonly<Record<string, string>>];
};

/**
The refusals of a create or start, told by the engine's words, because the status codes say only "wrong request" or "failed".
Source: measured on Docker 20.10 and Podman 4.3, the words of later versions from moby's source.
*/
const rules: readonly Rule[] = [
	{pattern: /no such image:? (\S+)/i, explain: ([image = ''], context) => ['image-not-found', {image: context.image ?? image.replace(/:$/, '')}]},
	{pattern: /invalid reference format/i, explain: (_, {image = ''}) => ['image-name-invalid', {image}]},
	{pattern: /network (\S+) not found/i, explain: ([name = '']) => ['network-not-found', {name}]},
	{pattern: /name "?\/?([^\s"]+)"? is already in use/i, explain: ([name = '']) => ['container-name-taken', {name}]},
	{pattern: /invalid container name \(([^)]*)\)/i, explain: ([name = '']) => ['container-name-invalid', {name}]},
	{pattern: /stat ([\w\-.]+\/[\w\-.]+=[\w\-.:]+): no such file or directory/i, explain: ([device = '']) => ['podman-device-refused', {device}]},
	{pattern: /could not select device driver/i, explain: () => ['gpu-not-available', {}]},
	{pattern: /unknown (?:runtime specified|or invalid runtime name:?) (\S+)/i, explain: ([runtime = '']) => ['runtime-unknown', {runtime}]},
	{pattern: /(nvidia-container-cli[^:]*: .*|unresolvable cdi devices .*|nvml error: .*)/i, explain: ([reason = '']) => ['gpu-start-failed', {reason: shorten(reason)}]},
	{
		pattern: /(?:listen (?:tcp|udp)[46]? |bind for |host port for )\S*?:(\d+)[ :].*already (?:in use|allocated)/i,
		explain: ([port = '']) => ['port-taken', {port, containerPort: port}],
	},
	{pattern: /bind source path does not exist: (.+)$/i, explain: ([path = '']) => ['bind-source-missing', {path}]},
	{pattern: /duplicate mount point: (\S+)/i, explain: ([path = '']) => ['mount-point-twice', {path}]},
	{pattern: /exec: "?([^"]+)"?: (?:executable file not found|stat .*no such file|no such file or directory)/i, explain: ([command = '']) => ['command-not-found', {command}]},
	{pattern: /exec: "?([^"]+)"?: (?:permission denied|is a directory|exec format error)/i, explain: ([command = '']) => ['command-not-executable', {command}]},
	{pattern: /(minimum memory limit.*|memory limit should be.*)/i, explain: ([reason = '']) => ['memory-limit-too-small', {reason}]},
	{pattern: /cannot mkdir: (\S+) is not a directory|mkdir (\S+): not a directory/i, explain: ([path = '']) => ['working-directory-invalid', {path}]},
	{pattern: /unable to find user ([^:]+): no matching entries/i, explain: ([user = '']) => ['user-unknown', {user}]},
	{pattern: /looking up logging plugin (\S+?):?\s|logger: no log driver named '([^']+)'/i, explain: ([driver = '']) => ['log-driver-unknown', {driver}]},
	{pattern: /error setting rlimit/i, explain: () => ['ulimit-refused', {}]},
];

/** The chain of the runtimes comes before what matters. */
function shorten(reason: string): string {
	return reason.replace(/: unknown$/, '').slice(0, 200);
}

/** A refusal of create or start in words for a person; the same error when it is none that is known. */
export function explainLaunchError(error: unknown, context: LaunchContext): unknown {
	const {statusCode, json, message} = error as {readonly statusCode?: unknown; readonly json?: {readonly message?: unknown}; readonly message?: unknown};
	if (typeof statusCode !== 'number') {
		return error;
	}

	const text = String(typeof json?.message === 'string' ? json.message : message).replaceAll(/\s+/g, ' ').trim();
	for (const {pattern, explain} of rules) {
		const match = pattern.exec(text);
		if (match !== null) {
			const [code, values] = explain(match.slice(1).filter((group?: string) => group !== undefined), context);
			return new UserError(code, values, {cause: error});
		}
	}

	return error;
}
