/** Reads the policy: from the base's tree alone, so that no byte of the change can change it. */
import { createHash } from 'node:crypto';
import { repoPath } from '../domain/path.ts';
import type { OwnRules, Policy } from '../domain/policy.ts';
import type { Tree } from '../domain/tree.ts';
import { EnvironmentError, UserError } from '../errors.ts';
import { decode } from '../kit/text.ts';
import { DEFAULTS, type Settings } from './defaults.ts';

export const POLICY_PATH = '.github/gatewright.yml';
const OTHER_SPELLINGS = ['.github/gatewright.yaml', 'gatewright.yml', '.gatewright.yml'];
const MAX_POLICY_BYTES = 256 * 1024;

export interface PolicySource {
  readonly base: Tree;
  /** The commit that `base` is the tree of; null for an index, a working tree or an empty tree. */
  readonly baseCommit: string | null;
  /** A policy that the caller gives; it wins over the base's. */
  readonly explicit?: { readonly path: string; readonly text: string };
}

/** Throws a UserError for a policy or baseline that is not valid. No file means defaults worth having. */
export async function loadPolicy({ base, baseCommit, explicit }: PolicySource): Promise<Policy> {
  const text = explicit ? explicit.text.replace(/^\ufeff/, '') : await readText(base, POLICY_PATH);
  const file = explicit?.path ?? POLICY_PATH;
  if (text === null) await refuseOtherSpellings(base);
  else refuseLarge(file, Buffer.byteLength(text));
  const own = text === null ? undefined : await readOwn(file, text, base);
  const parsing = { commit: explicit ? null : baseCommit, own };
  const said = text === null ? DEFAULTS : await parse(file, text, parsing);
  const { baselinePath, baselineNamed, rulePaths: _, ...settings } = said;
  const known = await readText(base, baselinePath);
  if (known === null && baselineNamed) {
    throw new UserError(
      `${file} names the baseline ${baselinePath}, which the base does not have: ` +
        'write it there with gatewright baseline, or remove the key.',
    );
  }
  const read = `${POLICY_PATH}@${baseCommit?.slice(0, 12) ?? 'base'}`;
  return {
    ...settings,
    source: explicit?.path ?? (text === null ? 'defaults' : read),
    digest: createHash('sha256')
      .update(text ?? '')
      .digest('hex'),
    baseline: known === null ? new Set() : await readBaseline(baselinePath, known),
    ...(own && { own }),
    files: [
      POLICY_PATH,
      baselinePath,
      ...promptFiles(settings),
      ...(own?.files.map(({ path }) => path) ?? []),
    ],
  };
}

/** Prompts of the maintainers' own are policy, too. */
function promptFiles({ assistant: { prompts } }: Pick<Settings, 'assistant'>): string[] {
  return [...prompts.values()].filter((prompt) => typeof prompt === 'string');
}

/** Whoever mends the file in the working tree is told why the complaint stays. Most runs need no schema, so it is loaded here. */
async function parse(
  file: string,
  text: string,
  { commit: baseCommit, own }: { readonly commit: string | null; readonly own: OwnRules | undefined },
): Promise<Settings> {
  const { parsePolicy } = await import('./parse.ts');
  try {
    return parsePolicy(file, text, [...(own?.rules.keys() ?? [])]);
  } catch (error) {
    if (!(error instanceof UserError) || baseCommit === null) throw error;
    const commit = baseCommit.slice(0, 12);
    throw new UserError(
      `${error.message}\nIt is read from ${commit}, never from the change: mend it there. On the command line, --config FILE tries another.`,
    );
  }
}

/** The rules of the maintainers' own, where the policy names any. */
async function readOwn(file: string, text: string, base: Tree): Promise<OwnRules | undefined> {
  const paths = (await import('./parse.ts')).rulePathsIn(text);
  if (paths.length === 0) return undefined;
  return (await import('./own-rules.ts')).readOwnRules(file, paths, base);
}

async function readBaseline(file: string, text: string): Promise<ReadonlySet<string>> {
  return (await import('./baseline.ts')).parseBaseline(file, text);
}

async function readText(tree: Tree, path: string): Promise<string | null> {
  const entry = await tree.entry(repoPath(path));
  if (entry === undefined) return null;
  if (entry.mode === 'symlink' || entry.mode === 'submodule') {
    throw new UserError(
      `${path} is a ${entry.mode === 'symlink' ? 'symbolic link' : 'submodule'}, expected a file.`,
    );
  }
  const blob = await tree.bytes(entry.oid);
  if (blob.kind === 'unreadable') throw new EnvironmentError(`${path} cannot be read: ${blob.reason}`);
  if (blob.kind === 'too-large') throw new UserError(`${path} has ${blob.size} bytes, which is too large.`);
  const { text, encoding } = decode(blob.bytes);
  if (encoding === 'unknown-8bit') throw new UserError(`${path} is not UTF-8 text.`);
  return text;
}

function refuseLarge(file: string, bytes: number): void {
  if (bytes <= MAX_POLICY_BYTES) return;
  throw new UserError(`${file} has ${bytes} bytes; a policy has at most ${MAX_POLICY_BYTES}.`);
}

/** A policy under another name would be ignored in silence. */
async function refuseOtherSpellings(base: Tree): Promise<void> {
  for (const path of OTHER_SPELLINGS) {
    if (await base.entry(repoPath(path))) {
      throw new UserError(`${path} is not read: the policy is ${POLICY_PATH}. Rename the file.`);
    }
  }
}
