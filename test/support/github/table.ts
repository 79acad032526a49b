/** The table of docs/events.md, from what a person saw in each cell. */
import { ACTORS, CELLS, EVENTS, TOKENS, impossible, nameOf, type Cell } from './cells.ts';

/** What a person sees, by the cell's name. */
export type Seen = ReadonlyMap<string, { readonly shown: string; readonly notes: readonly string[] }>;

/** Cells that somebody has seen on github.com, with the day; `scripts/live-check.ts` tells how to add one. */
const SEEN_LIVE: Readonly<Record<string, string>> = {};

export function renderTable(seen: Seen): string {
  const notes = new Map<string, number>();
  const sections = EVENTS.map((event) => section(event, seen, notes));
  return [HEAD, ...sections, footnotes(notes)].join('\n\n') + '\n';
}

const HEAD = `# What a person sees, on each event

Written by \`npm run events\` from a test that starts the action as the runner does, on a local GitHub: a change with one
defect on its added lines, under the default policy. **write** is a workflow with every permission of
\`docs/workflows/\`, **read** one without any write permission, **none** a step without a token. Where GitHub takes
permissions away (forks and Dependabot on some events), the column shows what is left.

Every cell marked † was never seen on github.com: what the local GitHub does is documented or stated in a thread that it cites
(\`test/support/github/behaviours.ts\`). A dash is a combination that does not happen, with the reason.`;

function section(event: Cell['event'], seen: Seen, notes: Map<string, number>): string {
  const rows = ACTORS.map((actor) => {
    const cells = TOKENS.map((token) => cellText({ event, actor, token }, seen, notes));
    return `| ${actor} | ${cells.join(' | ')} |`;
  });
  return [`## ${event}`, '', '| who | write | read | none |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function cellText(cell: Cell, seen: Seen, notes: Map<string, number>): string {
  const why = impossible(cell);
  if (why !== null) return `– ${why}`;
  const result = seen.get(nameOf(cell));
  if (!result) throw new Error(`nobody tried ${nameOf(cell)}`);
  const marks = result.notes.map((note) => {
    if (!notes.has(note)) notes.set(note, notes.size + 1);
    return `[${notes.get(note)}]`;
  });
  return `${result.shown}${SEEN_LIVE[nameOf(cell)] ? '' : ' †'}${marks.length > 0 ? ` ${marks.join('')}` : ''}`;
}

function footnotes(notes: ReadonlyMap<string, number>): string {
  const lines = [...notes].map(([note, at]) => `${at}. ${note}`);
  return ['## What the log adds, once', '', ...lines].join('\n');
}

/** Cells of which the table needs an answer. */
export const TRIED: readonly Cell[] = CELLS.filter((cell) => impossible(cell) === null);
