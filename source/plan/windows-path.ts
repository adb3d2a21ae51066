/**
Where WSL shows a Windows path: `D:\3588` is `/mnt/d/3588`.

@returns undefined when it is no Windows path with a drive.
*/
export function windowsPathToWsl(path: string): string | undefined {
	const match = /^([a-z]):[/\\](.*)$/i.exec(path);
	return match === null ? undefined : `/mnt/${match[1]!.toLowerCase()}/${match[2]!.replaceAll('\\', '/')}`.replace(/\/$/, '');
}
