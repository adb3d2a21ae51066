import type {SubjectKey} from '../../watch/watch.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** What may be watched of the run on the screen; a process without a number is none. */
export function watchedSubject(run: MonitoredRun): SubjectKey {
	const {container, job, process: started} = run.target();
	const {target} = run.store.getState();
	if (container !== undefined) {
		return {kind: 'container', containerId: container.details.id};
	}

	return job === undefined ? {kind: 'process', ...(started !== undefined && target?.kind === 'process' && {pid: target.pid})} : {kind: 'job', name: job.name};
}
