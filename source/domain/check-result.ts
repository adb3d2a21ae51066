/** What the doctor looks at, in its order. Stable: `doctor --json` names them. */
export const checkIds = [
	'engine',
	'engine-permission',
	'gpu-driver',
	'gpu-toolkit',
	'container-gpu-request',
	'container-gpu',
	'torch-cuda',
	'torch-driver',
	'shared-memory',
	'ipc',
	'volumes',
	'memory-limit',
	'wsl-gpu-library',
	'wsl-memory',
	'wsl-engine',
	'wsl-drives',
	'disk-space',
	'terminal-width',
	'probe',
] as const;

export type CheckId = typeof checkIds[number];

/** `unknown`: it could not be asked, and `why` says what would be needed. */
export type CheckLevel = 'ok' | 'warning' | 'problem' | 'unknown';

/** One line of the doctor, in the words of the person's language. */
export type CheckResult = {
	readonly check: CheckId;
	readonly level: CheckLevel;
	/** What is the case, one sentence. */
	readonly what: string;
	/** Why it matters; may be empty. */
	readonly why: string;
	/** Commands that put it right, to be copied; empty when nothing is to be done. A line that begins with `#` is a remark. */
	readonly commands: readonly string[];
};
