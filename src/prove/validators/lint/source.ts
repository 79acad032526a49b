/** A blob as lint reads it, and what is known of it; ESLint is loaded only for a blob that is not known yet. */
import { createHash } from 'node:crypto';
import type { Entry, Tree } from '../../../domain/tree.ts';
import type { Scope } from '../../../domain/validator.ts';
import { openHider } from '../../../kit/secret.ts';
import { screen } from '../../../kit/secrets/screen.ts';
import { decode, encode, Lines, type Text } from '../../../kit/text.ts';
import { addedDirectives, mute } from './directives.ts';
import type { Form } from './form.ts';
import type { Inspection, Seen } from './inspection.ts';
import { profileDigest } from './profile.ts';

export interface Source {
  readonly oid: string;
  readonly form: Form;
  readonly text: Text;
  readonly lines: Lines;
  readonly inspection: Inspection;
  /** Whether the decoded text gives the same bytes again: only then may it be edited. */
  readonly lossless: boolean;
}

/** Reads and inspects one blob. Throws a sentence when it cannot be read. */
export async function readSource(
  scope: Scope,
  tree: Tree,
  { entry, form }: { entry: Entry; form: Form },
): Promise<Source> {
  const blob = await tree.bytes(entry.oid);
  if (blob.kind === 'too-large') throw new Error(`it is too large to be read (${blob.size} bytes)`);
  if (blob.kind === 'unreadable') throw new Error(blob.reason);
  const text = decode(blob.bytes);
  const inspection = await scope.facts.get(kindOf(form), entry.oid, () => inspectText(text.text, form));
  const lossless = encode(text)?.equals(blob.bytes) === true;
  return { oid: entry.oid, form, text, lines: new Lines(text.text), inspection, lossless };
}

/** Whether something in the source is silenced, so that it matters by whom. */
export function isSilenced({ inspection }: Source): boolean {
  return inspection.seen.some(isSilent);
}

/**
 * What is seen in a source, given what it was before. Where something is silenced and directives were added, the
 * text is asked again with those turned into ordinary comments: what then speaks up is silenced by the change alone.
 */
export async function inspectMuted(
  scope: Scope,
  source: Source,
  before: Source | null,
): Promise<readonly Seen[]> {
  const { oid, form, text, inspection } = source;
  if (!isSilenced(source)) return inspection.seen;
  const added = addedDirectives(spoken(source), before && spoken(before));
  if (added.length === 0) return inspection.seen;
  const mask = createHash('sha256').update(JSON.stringify(added)).digest('hex').slice(0, 16);
  const muted = await scope.facts.get(`${kindOf(form)}/muted-${mask}`, oid, () =>
    inspectText(mute(text.text, added), form),
  );
  const speakUp = new Set(muted.seen.filter((seen) => !isSilent(seen)).map(identity));
  return inspection.seen.map((seen) =>
    isSilent(seen) && speakUp.has(identity(seen)) ? { ...seen, suppressedByChange: true } : seen,
  );
}

const isSilent = ({ suppressed }: Seen): boolean => suppressed !== undefined;

const spoken = ({ text, inspection }: Source) => ({ text: text.text, directives: inspection.directives });

const identity = ({ rule, start, end }: Seen): string => `${rule} ${start} ${end}`;

const kindOf = (form: Form): string => `lint/${profileDigest}/${form.filename}`;

async function inspectText(text: string, form: Form): Promise<Inspection> {
  return withoutSecrets(text, (await import('./inspect.ts')).inspect(text, form));
}

/** What is kept of a blob must not repeat a secret in it: it may be kept where others read. */
function withoutSecrets(text: string, inspection: Inspection): Inspection {
  const { secrets } = screen(text);
  if (secrets.length === 0) return inspection;
  const hide = openHider(secrets.map(({ start, end }) => text.slice(start, end)).join('\n'));
  const { refusal } = inspection;
  return {
    ...inspection,
    refusal: refusal && { ...refusal, message: hide(refusal.message) },
    seen: inspection.seen.map(({ fix, suppressed, ...seen }) => ({
      ...seen,
      message: hide(seen.message),
      ...(suppressed !== undefined && { suppressed: hide(suppressed) }),
      ...(fix && hide(fix.text) === fix.text && { fix }),
    })),
  };
}
