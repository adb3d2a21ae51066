/** The exit code of a step of a watch that is to be tried again. Source: sysexits.h, EX_TEMPFAIL. */
export const retryCode = 75;

/** Says to a keeper that the file of its watch was changed. */
export const wakeSignal = 'SIGUSR2';
