import {UserError} from '../domain/user-error.ts';

/**
A container's name or id as it may be in an address of the API: dockerode does not escape it.

Source: moby daemon/names.RestrictedNameChars.

@throws UserError `container-name-invalid`.
*/
export function checkContainerName(name: string): string {
	if (!/^[\da-z][\w\-.]{0,254}$/i.test(name)) {
		throw new UserError('container-name-invalid', {name});
	}

	return name;
}
