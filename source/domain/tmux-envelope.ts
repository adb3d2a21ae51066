/**
A sequence in the envelope in which tmux passes it on to the terminal.

Source: tmux(1) `allow-passthrough`: `ESC P tmux;`, every ESC doubled.
*/
export const toTmuxEnvelope = (sequence: string): string => `\u{1B}Ptmux;${sequence.replaceAll('\u{1B}', '\u{1B}\u{1B}')}\u{1B}\\`;
