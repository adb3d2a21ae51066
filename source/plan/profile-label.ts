/** The label by which a container tells the profile that it was started from. It goes over to the containers of its resumes. */
const profileLabel = 'yolotop.profile';

/** A container may bring any label: only what could be a profile's name is shown. */
const plausibleName = /^[\da-z][\w\-.]{0,63}$/i;

/** The profile that a container was started from; undefined for one that was started otherwise. */
export function profileOf(labels: Readonly<Record<string, string>>): string | undefined {
	const name = labels[profileLabel];
	return name !== undefined && plausibleName.test(name) ? name : undefined;
}

/** The labels with that of a profile. */
export function withProfile(labels: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
	return {...labels, [profileLabel]: name};
}
