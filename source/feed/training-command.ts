/**
Whether a command line is that of a training: train.py of YOLOv5 (also segment/ and classify/) run by Python or a launcher, or
`yolo train`, `yolo detect train`, `yolo task=detect mode=train`.

Source: YOLOv5 v6.1 to master of 2026; the `yolo` entry point of Ultralytics 8.0 to 8.4.
*/
export function isTrainingCommand(command: string): boolean {
	return /(?:^|[\s"'/])(?:python[\d.]*|torchrun|accelerate)\s(?:.*[\s/])?train\.py(?:[\s"']|$)/.test(command)
		|| /(?:^|[\s"'/])python[\d.]*\s(?:\S+\s)*?-m\s+(?:[\w.]+\.)?train(?:[\s"']|$)/.test(command)
		|| /(?:^|[\s"'/])(?:yolo|ultralytics)\s(?:.*\s)?(?:train|mode=train)(?:[\s"']|$)/.test(command);
}
