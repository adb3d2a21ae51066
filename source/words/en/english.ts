import {actions} from './actions.ts';
import {advice} from './advice.ts';
import {charts} from './charts.ts';
import {classes} from './classes.ts';
import {commandNote} from './command-notes.ts';
import {command} from './commands.ts';
import {config} from './config.ts';
import {conversation} from './conversation.ts';
import {checkpointDiagnoses, checkpointMeanings} from './diagnoses/checkpoint.ts';
import {datasetDiagnoses, datasetMeanings} from './diagnoses/dataset.ts';
import {downloadDiagnoses, downloadMeanings} from './diagnoses/download.ts';
import {evidence} from './diagnoses/evidence.ts';
import {gpuDiagnoses, gpuMeanings} from './diagnoses/gpu.ts';
import {memoryDiagnoses, memoryMeanings} from './diagnoses/memory.ts';
import {programDiagnoses, programMeanings} from './diagnoses/program.ts';
import {progressDiagnoses, progressMeanings} from './diagnoses/progress.ts';
import {qualityDiagnoses, qualityMeanings} from './diagnoses/quality.ts';
import {storageDiagnoses, storageMeanings} from './diagnoses/storage.ts';
import {diagnosis} from './diagnosis-words.ts';
import {doctor} from './doctor.ts';
import {doctorRemarks} from './doctor-remarks.ts';
import {durationUnits} from './duration-units.ts';
import {error} from './errors.ts';
import {explanations, explanationAliases, explain} from './explain.ts';
import {exportTexts} from './export.ts';
import {help} from './help.ts';
import {keyTable} from './keys.ts';
import {chartsKey} from './keys/charts.ts';
import {classesKey} from './keys/classes.ts';
import {logsKey} from './keys/logs.ts';
import {machineKey} from './keys/machine.ts';
import {picturesKey} from './keys/pictures.ts';
import {runKey} from './keys/run.ts';
import {runsKey} from './keys/runs.ts';
import {sessionKey} from './keys/session.ts';
import {jobs} from './jobs.ts';
import {launch} from './launch.ts';
import {list} from './list.ts';
import {logs} from './logs.ts';
import {observation} from './observation.ts';
import {overview} from './overview.ts';
import {pictures} from './pictures.ts';
import {plain} from './plain.ts';
import {preflight} from './preflight.ts';
import {readingTexts} from './reading.ts';
import {reading} from './reading-words.ts';
import {stacks} from './stacks.ts';
import {resource} from './resources.ts';
import {resume} from './resume.ts';
import {runsScreen} from './runs-screen.ts';
import {screen} from './screen.ts';
import {screenAction} from './screen-actions.ts';
import {settingsForm} from './settings-form.ts';
import {sharedMemory} from './shared-memory.ts';
import {status} from './status-words.ts';
import {task} from './task-words.ts';
import {terminal} from './terminal.ts';
import {tool} from './tool.ts';
import {toolScreen} from './tool-screen.ts';
import {unanswered} from './unanswered.ts';
import {vitalSigns} from './vital-signs.ts';
import {watch} from './watch.ts';
import {punctuation} from './punctuation.ts';

/** Every word in English, which gives the tables their shape. */
export const english = {
	punctuation,
	actions,
	advice,
	charts,
	classes,
	commandNote,
	command,
	config,
	conversation,
	checkpointDiagnoses,
	checkpointMeanings,
	datasetDiagnoses,
	datasetMeanings,
	downloadDiagnoses,
	downloadMeanings,
	evidence,
	gpuDiagnoses,
	gpuMeanings,
	memoryDiagnoses,
	memoryMeanings,
	programDiagnoses,
	programMeanings,
	progressDiagnoses,
	progressMeanings,
	qualityDiagnoses,
	qualityMeanings,
	storageDiagnoses,
	storageMeanings,
	diagnosis,
	doctor,
	doctorRemarks,
	durationUnits,
	error,
	explanations,
	explanationAliases,
	explain,
	exportTexts,
	help,
	keyTable,
	chartsKey,
	classesKey,
	logsKey,
	machineKey,
	picturesKey,
	runKey,
	runsKey,
	sessionKey,
	jobs,
	launch,
	list,
	logs,
	observation,
	overview,
	pictures,
	plain,
	preflight,
	readingTexts,
	reading,
	stacks,
	resource,
	resume,
	runsScreen,
	screen,
	screenAction,
	settingsForm,
	sharedMemory,
	status,
	task,
	terminal,
	tool,
	toolScreen,
	unanswered,
	vitalSigns,
	watch,
};
