import type {Plugin} from 'esbuild';

export declare const bundledText: Plugin;
export declare const bundledInputs: Record<string, unknown>;
export declare const bundledTextForTests: {name: string; enforce: 'pre'; load: (id: string) => Promise<string | undefined>};
