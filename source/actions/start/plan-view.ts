import type {LaunchPlan, MountPlan} from '../../plan/launch-plan.ts';
import type {ContainerMount, ContainerSummary} from '../../engine/container.ts';
import type {ContainerView} from '../../training/container-view.ts';

/** What a container of a plan will see of the host. Where a volume is is known from the containers that have it, `others`. */
export function planView({name = '', mounts}: Pick<LaunchPlan, 'name' | 'mounts'>, others: readonly ContainerSummary[]): ContainerView {
	const placeOf = (mount: MountPlan): string | undefined => mount.type === 'volume'
		? others.flatMap(container => container.mounts).find(({volume}) => volume !== undefined && volume === mount.source)?.source
		: (mount.type === 'bind' ? mount.source : undefined);
	return {
		id: name,
		mounts: mounts.map((mount): ContainerMount => {
			const source = placeOf(mount);
			return {
				kind: mount.type, destination: mount.target, isReadOnly: mount.type !== 'tmpfs' && mount.isReadOnly, ...(source !== undefined && {source}),
			};
		}),
	};
}
