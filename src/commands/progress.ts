/** Progress on standard error: one line that rewrites itself on a terminal, plain lines in a log. */
import type { WriteStream } from 'node:tty';

export interface Progress {
  readonly stage: (text: string) => void;
  /** A line that stays. */
  readonly note: (text: string) => void;
  readonly end: () => void;
}

/** Silent where nobody looks: neither a terminal nor CI. */
export function openProgress(stream: Pick<WriteStream, 'write' | 'isTTY'>, env = process.env): Progress {
  if (stream.isTTY) {
    return {
      stage: (text) => void stream.write(`\r\u001b[2Kgatewright: ${text} …`),
      note: (text) => void stream.write(`\r\u001b[2Kgatewright: ${text}\n`),
      end: () => void stream.write('\r\u001b[2K'),
    };
  }
  const stage = env['CI'] ? (text: string) => void stream.write(`gatewright: ${text}\n`) : () => {};
  return { stage, note: (text) => void stream.write(`gatewright: ${text}\n`), end: () => {} };
}
