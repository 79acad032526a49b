/** The answer to `gatewright blame`: who wrote a line, and which proposal, prompt, model and proof stand behind it. */
import type { Trailers } from './audit/note.ts';
import type { ProposalLine } from './audit/schema.ts';
import { oneLine, printableJson, visible } from './escape.ts';
import { counted } from './words.ts';

export interface Blameable {
  /** As the person named it. */
  readonly file: string;
  readonly line: number;
  readonly commit: string;
  readonly author: string;
  readonly date: string;
  readonly summary: string;
  /** History is cut off at this commit: the line may come from an older one. */
  readonly cutOff: boolean;
  /** `note`: the commit's own note. `older-note`: that of the commit that it was rewritten from. `message`: trailers alone. */
  readonly from: 'note' | 'older-note' | 'message' | 'nobody';
  /** Those that wrote the line, as far as the note knows lines; else those that changed the file. */
  readonly proposals: readonly ProposalLine[];
  readonly trailers: Trailers;
}

export function renderBlameJson(blame: Blameable): string {
  const { file, author, summary, ...rest } = blame;
  const json = {
    schema: 'gatewright.blame/1',
    file: visible(file),
    ...rest,
    author: oneLine(author, 200),
    summary: oneLine(summary, 200),
  };
  return `${printableJson(JSON.stringify(json, null, 2))}\n`;
}

export function renderBlame(blame: Blameable): string {
  const { file, line, commit, author, date, summary, from, proposals, trailers } = blame;
  const day = date.slice(0, 10);
  const where = `${commit.slice(0, 10)} (${oneLine(summary, 100)}; ${oneLine(author, 100)}${day && `, ${day}`})`;
  const lines = [`${visible(file)}:${line} comes from ${where}.`];
  if (blame.cutOff)
    lines.push('History is cut off at this commit, so the line may be older: git fetch --unshallow.');
  lines.push(HEARD[from]);
  for (const proposal of proposals) lines.push('', ...describe(proposal));
  if (proposals.length === 0 && from !== 'nobody') lines.push('', ...trailersOf(trailers));
  return `${lines.join('\n')}\n`;
}

const HEARD: Readonly<Record<Blameable['from'], string>> = {
  note: 'Gatewright wrote that commit; its note says:',
  'older-note': 'Gatewright wrote it in a commit that was rewritten since; the note of that one says:',
  message:
    'Its message names Gatewright, and no note confirms it; anybody can write a message. git fetch origin refs/notes/gatewright:refs/notes/gatewright',
  nobody: 'Gatewright has no part in it.',
};

function describe(proposal: ProposalLine): string[] {
  const { key, source, title, addresses, salvaged, head, run, asking } = proposal;
  return [
    row('proposal', `${oneLine(key, 100)} by ${source}: ${oneLine(title, 200)}`),
    row('for', addresses.length === 0 ? 'no finding' : addresses.map((each) => oneLine(each, 64)).join(', ')),
    ...(asking ? [row('asked', askedOf(asking))] : []),
    row('proof', proofOf(proposal)),
    ...(salvaged.length > 0 ? [row('mended', salvaged.map((each) => oneLine(each, 200)).join('; '))] : []),
    ...(head === null ? [] : [row('judged', head)]),
    ...(run === '' ? [] : [row('run', oneLine(run, 300))]),
  ];
}

function askedOf(asking: NonNullable<ProposalLine['asking']>): string {
  const { prompt, model, requestId, from, tokens, dollars } = asking;
  const id = requestId === null ? '' : `, request ${oneLine(requestId, 100)}`;
  const spent = `${tokens.toLocaleString('en-US')} tokens, $${dollars.toFixed(4)}`;
  const words = `${prompt.id}@${prompt.version} ${prompt.digest.slice(0, 12)}, ${oneLine(model, 100)}`;
  return `${words}${id}; ${from === 'model' ? spent : `from the ${from}`}`;
}

/** `nothing new for lint, imports; duplication timed-out; high confidence`. */
function proofOf({ tried, confidence }: ProposalLine): string {
  const quiet = tried.filter(({ status, opened }) => status === 'completed' && opened === 0);
  const loud = tried.filter((each) => !quiet.includes(each));
  const names = quiet.map(({ validator }) => oneLine(validator, 100)).join(', ');
  const told = loud.map(({ validator, status, opened }) => {
    const made = status === 'completed' ? counted(opened, 'new finding') : status;
    return `${oneLine(validator, 100)}: ${made}`;
  });
  return [...(names ? [`nothing new for ${names}`] : []), ...told, `${confidence} confidence`].join('; ');
}

const NAMES: Readonly<Record<string, string>> = { requestId: 'request' };

function trailersOf(trailers: Trailers): string[] {
  return Object.entries(trailers).flatMap(([name, values]: [string, readonly string[]]) =>
    values.length === 0
      ? []
      : [row(NAMES[name] ?? name, values.map((value) => oneLine(value, 200)).join(', '))],
  );
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(9)} ${text}`;
}
