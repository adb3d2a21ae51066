import type {ProbePlan} from '../../domain/probe.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import type {ContainerDetails} from '../../engine/container.ts';

/** How a program of a run comes to run. The plan of a new container has the variables of the probe already; without `probe` nobody wants it. */
export type ProgramStart = {readonly probe?: ProbePlan | undefined} & (
	/** In the container that runs, or that is started again before. */
	| {readonly kind: 'exec'; readonly container: ContainerDetails; readonly isStartedBefore: boolean}
	/** In a new container with the same settings. `carried` are paths of the old one's writable layer. Holds values of the environment. */
	| {readonly kind: 'new-container'; readonly container: ContainerDetails; readonly plan: LaunchPlan; readonly carried: readonly string[]}
	/** As a plain process of this machine. */
	| {readonly kind: 'process'}
);
