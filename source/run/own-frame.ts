import type {Traceback} from '../domain/run.ts';

type Frame = Traceback['frames'][number];

/**
Where installed packages, Python itself and the programs that pip makes are; a frame elsewhere is of the user's or the framework's own
scripts. On Windows the standard library is in `Lib` beside python.exe.
*/
const installedFile = new RegExp([
	String.raw`[/\\](?:site|dist)-packages[/\\]`,
	String.raw`[/\\]lib(?:64)?[/\\]python\d`,
	'^<(?:frozen |string>)',
	String.raw`[/\\]bin[/\\][^./\\]+$`,
	String.raw`[/\\]scripts[/\\][^/\\]+(?:\.exe[/\\]__main__\.py|-script\.py|\.exe|[/\\][^./\\]+)$`,
	String.raw`[/\\]python[\d.]+[/\\](?:\w+[/\\])*\w+\.py$`,
	String.raw`\\lib\\(?:asyncio|collections|concurrent|contextlib|ctypes|encodings|functools|http|importlib|json|logging|multiprocessing|os|pathlib|pickle|pkgutil|queue|runpy|shutil|site|socket|ssl|subprocess|tempfile|threading|traceback|typing|unittest|urllib|warnings|xml|zipfile)(?:\\|\.py$)`,
].join('|'), 'i');

/** The frame that a person should look at, wherever one is named: the innermost that is not of an installed package; else the innermost of all. */
export function ownFrame({frames}: Pick<Traceback, 'frames'>): Frame | undefined {
	return frames.findLast(({file}) => !installedFile.test(file)) ?? frames.at(-1);
}
