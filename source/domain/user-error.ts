/** Every error that a person can cause or meet. The words for each are in source/words/en/errors.ts. */
export type ErrorCode =
	| 'usage-invalid' | 'usage-incomplete' | 'usage-contradictory' | 'flag-of-another-command' | 'option-invalid' | 'choice-invalid' | 'config-invalid' | 'config-key-unknown' | 'config-value-invalid' | 'config-keys-clash' | 'notify-command-failed'
	| 'engine-unreachable' | 'engine-permission-denied' | 'engine-not-docker' | 'engine-timeout' | 'connection-broken' | 'engine-failed' | 'engine-host-invalid'
	| 'ssh-missing' | 'ssh-unreachable' | 'ssh-host-key-unknown' | 'ssh-host-key-changed' | 'ssh-permission-denied' | 'ssh-socket-unreachable'
	| 'tls-engine-untrusted' | 'tls-engine-expired' | 'tls-engine-misnamed' | 'tls-client-missing' | 'tls-client-expired' | 'tls-client-unknown' | 'tls-client-refused'
	| 'tls-files-unusable' | 'tls-file-missing' | 'tls-not-spoken' | 'tls-wanted'
	| 'container-not-found' | 'container-ambiguous' | 'container-name-invalid' | 'no-training-container' | 'several-training-containers'
	| 'target-not-found' | 'word-not-found' | 'path-not-found' | 'link-to-nothing' | 'file-unreadable' | 'file-exists' | 'file-not-written' | 'file-empty' | 'file-binary' | 'file-is-directory' | 'file-is-pipe' | 'file-is-socket' | 'file-is-device' | 'file-too-large' | 'directory-not-a-run' | 'no-training-in-output' | 'replay-still-training' | 'demo-only-simulates'
	| 'terminal-without-raw-mode' | 'terminal-missing' | 'process-not-started' | 'program-not-found' | 'logs-unreadable'
	// Starting a container.
	| 'flag-unknown' | 'flag-not-supported' | 'flag-value-missing' | 'flag-value-invalid' | 'image-missing'
	| 'volume-invalid' | 'volume-option-unknown' | 'volume-target-relative' | 'volume-source-relative'
	| 'volume-windows-path' | 'image-not-found' | 'container-name-taken' | 'port-taken' | 'gpu-not-available'
	| 'gpu-start-failed' | 'podman-device-refused' | 'runtime-unknown' | 'bind-source-missing' | 'command-not-found'
	| 'command-not-executable' | 'memory-limit-too-small' | 'network-not-found' | 'start-failed-container-left'
	| 'image-name-invalid' | 'mount-point-twice' | 'working-directory-invalid' | 'user-unknown' | 'log-driver-unknown' | 'ulimit-refused'
	// Stopping, resuming and relaunching a training.
	| 'container-not-running' | 'container-is-paused' | 'container-is-running' | 'pause-failed' | 'read-only'
	| 'training-not-found' | 'process-not-training' | 'process-of-another' | 'trained-elsewhere' | 'processes-unknown' | 'interrupt-ignored' | 'checkpoint-not-saved' | 'stop-without-effect' | 'stop-not-sent' | 'stop-end-unknown'
	| 'checkpoint-being-written' | 'no-moment-at-rest' | 'process-not-reached' | 'checkpoint-missing' | 'checkpoint-truncated' | 'checkpoint-unreadable'
	| 'checkpoint-finished' | 'run-directory-unknown' | 'training-command-unknown' | 'own-script-resume' | 'training-still-runs' | 'run-still-written' | 'run-written-by-container' | 'run-changed-recently' | 'run-changed-by-unknown'
	| 'new-run-of-finished' | 'restart-unasked' | 'new-run-for-settings' | 'resume-not-supported' | 'resume-way-impossible' | 'resume-target-unknown' | 'preflight-failed' | 'source-missing' | 'tool-program-unknown' | 'tool-failed' | 'tensorboard-missing' | 'tensorboard-missing-here' | 'target-without-files'
	| 'stop-how-unknown' | 'confirmation-missing' | 'target-not-a-container' | 'stacks-not-here' | 'path-not-in-container' | 'file-unwritable' | 'copy-parent-missing' | 'archive-broken'
	| 'shell-missing'
	// Lists of runs.
	| 'run-not-found' | 'run-ambiguous' | 'query-field-unknown' | 'query-number-invalid' | 'query-text-compared' | 'query-value-missing' | 'query-quote-open' | 'group-unknown'
	// Jobs of a cluster.
	| 'cluster-command-missing' | 'cluster-command-killed' | 'cluster-silent' | 'cluster-answer-unknown' | 'cluster-answer-too-large' | 'cluster-not-authenticated' | 'cluster-unreachable' | 'cluster-not-configured'
	| 'cluster-permission-denied' | 'cluster-version-differs' | 'cluster-refused' | 'job-id-invalid' | 'job-not-found' | 'job-is-over' | 'job-waits' | 'job-not-waiting'
	| 'job-elsewhere' | 'job-script-unknown' | 'job-training-unknown' | 'run-written-by-job' | 'run-awaited-by-job' | 'job-script-missing'
	// Keeping a training going, and the queue.
	| 'watch-engine-restarts' | 'watch-auto-removed' | 'watch-own-training-only' | 'watch-target-unknown' | 'watch-busy' | 'watch-not-started' | 'watch-not-found' | 'queue-secret' | 'queue-number-invalid'
	| 'internal';

/**
An error for a person: what happened and what to do come from the message tables by `code`, filled with `values`.
`message` itself is only for `--debug`.
*/
export class UserError extends Error {
	readonly code: ErrorCode;
	readonly values: Readonly<Record<string, string>>;

	constructor(code: ErrorCode, values: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
		super(`${code} ${JSON.stringify(values)}`, options);
		this.name = 'UserError';
		this.code = code;
		this.values = values;
	}
}
