/**
Why a row is above its target where it is missed, by the words of the row. What is found out about a number is written here and
nowhere else: it comes into the table of results with the number.
*/
export const reasons: Readonly<Record<string, string>> = {
	'first picture of a log file, with its values': 'The whole screen is drawn at once, before Ink is loaded, and what Node has compiled of yolotop is kept from the start before. Profiled, of what is left beyond Node itself about a third is loading the program\'s modules, a fifth each reading the log and drawing, a seventh V8\'s collections; no single function has more than two hundredths.',
	'first picture of a container, with its values': 'As of a log file, and in addition dockerode (0.1 MB) and three answers of the engine one after the other: who it is, how the container was made, its log.',
	'status of a log file': 'Profiled, of what it needs beyond Node itself a quarter is loading eight files, a third reading the log with code that V8 has not compiled to machine code yet, a seventh the command line, a twentieth each diagnosing and writing. Fewer files (19 before) gave 4 %.',
	'status of a container': 'As of a log file, and in addition dockerode and two programs in the container, 50 ms each to start for the engine, that tell which training runs there and what its run directory holds: nothing is remembered from one call to the next. The line of the running epoch comes meanwhile.',
	'a run that does not change': 'Profiled: drawing after each tick of the clock 1.5 ms a second, the looks at the machine 1 ms a second, the look at the file once a second.',
	'ordinary lines': 'A line of a layer table reaches 54 to 79 MB/s. A line of detection (16 to 24 MB/s) costs its nine fields and its event; a coloured line (24 to 32 MB/s) costs two copies of its text.',
	'after start': 'The layout engine of Ink has 16 MB of WebAssembly memory, hardly touched; the rest beyond Node is compiled code and what V8 has not collected yet.',
	'after 1,000,000 lines': 'It lies between 165 and 182 MB from 600,000 lines on: 45 MB are alive, 20 MB of them the 50,000 lines of the log and 16 MB the layout engine, and V8 may keep half as much again before it collects. `source/cli/small-heap.ts` holds it to that; without it there were 310 MB.',
	'`yolotop status`: all of it read and understood': 'Two thirds of the time yolotop waits for the engine. It asks for the time of each line, which costs the engine a tenth, and starts, finds the run and asks for its files besides, 0.2 s however long the log is.',
	'`yolotop ls`, all of them train': 'What each training does and where it writes is asked in its container: one program each, and the list of its processes. The engine needs most of the time for starting programs; on the screen the trainings stand before that.',
	'engine with yolotop': 'yolotop reads `logs` for the record and `attach` for the line that has not ended, since neither is enough.',
};
