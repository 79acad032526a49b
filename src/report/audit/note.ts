/** What notes and messages say of a commit: written by anybody who may push, so only what has the shape is taken. */
import { auditLine, type ProposalLine } from './schema.ts';

/** The proposals of a note, a line each; whatever is none is left out. */
export function proposalsIn(note: string): ProposalLine[] {
  return note.split('\n').flatMap((line) => {
    const read = auditLine.safeParse(parse(line));
    return read.success && read.data.kind === 'proposal' ? [read.data] : [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Values of `Gatewright-…` lines, wherever they stand: squashing moves trailers into the middle of a message. */
export interface Trailers {
  readonly run: readonly string[];
  /** Keys of proposals. */
  readonly proposal: readonly string[];
  readonly prompt: readonly string[];
  readonly model: readonly string[];
  readonly requestId: readonly string[];
  /** Commits that it takes back. */
  readonly reverts: readonly string[];
}

const MOST = 1_000;

export function trailersIn(message: string): Trailers {
  const valuesOf = (name: string): string[] => {
    const found = message.matchAll(new RegExp(`^Gatewright-${name}: ([^\\n]{1,500})$`, 'gm'));
    return [...new Set([...found].map(([, value = '']) => value.trim()))].slice(0, MOST);
  };
  return {
    run: valuesOf('Run'),
    proposal: valuesOf('Proposal').filter((key) => /^\w{1,100}$/.test(key)),
    prompt: valuesOf('Prompt'),
    model: valuesOf('Model'),
    requestId: valuesOf('Request-Id'),
    reverts: valuesOf('Reverts'),
  };
}
