import type {LaunchPlan} from '../../plan/launch-plan.ts';
import {usualPort} from './find-tensorboard.ts';

/** Networks of which no port is published: TensorBoard is then reached through the engine. */
const withoutPorts: ReadonlySet<string> = new Set(['none', 'host']);

/** The plan with TensorBoard's port published for this machine alone, unless the person publishes it already. */
export function publishTensorboard(plan: LaunchPlan, {port = usualPort}: {readonly port?: number}): LaunchPlan {
	const {ports, networkMode = ''} = plan;
	return withoutPorts.has(networkMode) || networkMode.startsWith('container:') || ports.some(({containerPort}) => containerPort === usualPort)
		? plan
		: {
			...plan, ports: [...ports, {
				hostAddress: '127.0.0.1', hostPort: port, containerPort: usualPort, protocol: 'tcp',
			}],
		};
}
