/** Takes secrets out of what a judge said, before anybody writes it down: a message may quote the line that it is about. */
import type { Observation, RelatedPlace } from '../domain/finding.ts';
import type { RepoPath } from '../domain/path.ts';
import { groupBy } from '../kit/group-by.ts';
import { openHider } from '../kit/secret.ts';
import { screen, type Masked } from '../kit/secrets/screen.ts';
import { Lines } from '../kit/text.ts';
import type { Answer } from './judge.ts';

/** Text of a file in the tree that was judged; null for what cannot be read. */
type Read = (path: RepoPath) => Promise<string | null>;

/** The same answer, byte for byte, where no file that it speaks of holds a secret. */
export async function hideSecrets(answer: Answer, read: Read): Promise<Answer> {
  if (answer.kind !== 'completed') return { ...answer, message: screen(answer.message).text };
  const hidden = new Map<Observation, Observation>();
  for (const [path, observations] of groupBy(answer.observations, ({ at }) => at.path)) {
    const text = (await read(path)) ?? '';
    const masked = screen(text);
    if (masked.secrets.length === 0) continue;
    const hide = openHider(masked.secrets.map(({ start, end }) => text.slice(start, end)).join('\n'));
    const lines = new Lines(text);
    for (const one of observations) hidden.set(one, hideIn(one, { masked, lines, hide }));
  }
  const failed = [...answer.failed].map(([path, reason]) => [path, screen(reason).text] as const);
  return {
    ...answer,
    observations: answer.observations.map((one) => hidden.get(one) ?? one),
    failed: new Map(failed),
    ...(answer.notes && { notes: answer.notes.map((note) => screen(note).text) }),
  };
}

interface Hiding {
  readonly masked: Masked;
  readonly lines: Lines;
  readonly hide: (text: string) => string;
}

function hideIn(observation: Observation, hiding: Hiding): Observation {
  const { fix, ...seen } = observation;
  const { hint, suppressed, related, flow } = seen;
  const { hide } = hiding;
  const hideNote = (one: RelatedPlace): RelatedPlace => ({ ...one, note: hide(one.note) });
  return {
    ...seen,
    message: hide(seen.message),
    ...(hint !== undefined && { hint: hide(hint) }),
    ...(suppressed !== undefined && { suppressed: hide(suppressed) }),
    ...(related && { related: related.map(hideNote) }),
    ...(flow && { flow: flow.map(hideNote) }),
    ...(fix && !fix.some((edit) => repeats(edit, seen.at.path, hiding)) && { fix }),
  };
}

type Edit = NonNullable<Observation['fix']>[number];

/** A fix is shown with the whole lines that it edits: where one holds a secret, it is not offered. */
function repeats({ path, start, end }: Edit, own: RepoPath, { masked, lines }: Hiding): boolean {
  if (path !== own) return false;
  const from = lines.offset(lines.position(start).line, 1);
  const to = lines.offset(lines.position(end).line + 1, 1);
  return masked.text.slice(from, to) !== lines.text.slice(from, to);
}
