import type {Diagnosis, DiagnosisEvent} from '../domain/diagnosis.ts';

/**
What has begun and what has ended between two lists of diagnoses. A rule that finds the same with other figures has not begun
anew; one that has become more or less severe has.
*/
export function diagnosisChanges(before: readonly Diagnosis[], after: readonly Diagnosis[]): readonly DiagnosisEvent[] {
	return [
		...before
			.filter(({rule}) => after.every(other => other.rule !== rule))
			.map(({rule}): DiagnosisEvent => ({type: 'diagnosis-ended', rule})),
		...after
			.filter(({rule, severity}) => before.every(other => other.rule !== rule || other.severity !== severity))
			.map((diagnosis): DiagnosisEvent => ({type: 'diagnosis-began', diagnosis})),
	];
}
