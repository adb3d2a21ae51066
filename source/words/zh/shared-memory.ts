import type {Wording} from '../wording.ts';
import type * as english from '../en/shared-memory.ts';

export const sharedMemory: Wording<typeof english.sharedMemory> = {
	need: need => `各加载进程约有 ${need} 的批次放在其中；其余留给验证。`,
};
