import type {Watch} from '../../watch/watch.ts';
import type {Options} from '../options/options.ts';
import {runNotifyCommand, type WatchNews} from '../run-notify-command.ts';

/** Says to the person's own program what a watch has done. Without one, and where it cannot be started, the file of the watch alone has it. */
export async function notifyOfWatch({name}: Pick<Watch, 'name'>, news: WatchNews, {notifyCommand}: Pick<Options, 'notifyCommand'>): Promise<void> {
	await (notifyCommand && runNotifyCommand(notifyCommand, news, name).catch(() => undefined));
}
