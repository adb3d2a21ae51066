import type {Plugin} from 'esbuild';

export declare const yamlFiles: Plugin;
export declare const yamlFilesForTests: {name: string; enforce: 'pre'; transform: (text: string, id: string) => {code: string; map: undefined} | undefined};
