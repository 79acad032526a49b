/** Files read as tokens, by blob; those that were used last are kept, as far as memory allows. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Entry, Tree } from '../../../domain/tree.ts';
import type { Read } from '../../../kit/clones/clone.ts';
import { inUtf8, scan } from '../../../kit/clones/scan.ts';
import type { CloneLanguage } from '../../../kit/clones/tokens.ts';
import { exemptByContent } from '../../../kit/exempt/defaults.ts';

const MEMORY = 64_000_000;
/** Bytes of a token in its six arrays. */
const TOKEN = 21;
/** No person writes such a line on top of a file. */
const MAX_FIRST_LINE = 5_000;

interface Kept {
  readonly read: Promise<Read | null | undefined>;
  cost: number;
}

export class Readings {
  readonly #kept = new Map<string, Kept>();
  #cost = 0;

  /** Null for what is generated or minified, undefined for what cannot be read: whoever asked is told why. */
  read(tree: Tree, { path, oid }: Entry, language: CloneLanguage): Promise<Read | null | undefined> {
    const key = `${language} ${oid}`;
    const kept = this.#kept.get(key) ?? { read: readNow(tree, { path, oid }, language), cost: 0 };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.read.then((read) => {
      if (kept.cost === 0) this.#weigh(kept, read);
      return read;
    });
  }

  #weigh(kept: Kept, read: Read | null | undefined): void {
    kept.cost = 100 + (read ? read.bytes.length + read.scan.tokens.count * TOKEN : 0);
    this.#cost += kept.cost;
    for (const [oldest, { cost }] of this.#kept) {
      if (this.#cost <= MEMORY || this.#kept.size === 1) break;
      this.#kept.delete(oldest);
      this.#cost -= cost;
    }
  }
}

async function readNow(
  tree: Tree,
  { path, oid }: { readonly path: RepoPath; readonly oid: string },
  language: CloneLanguage,
): Promise<Read | null | undefined> {
  const blob = await tree.bytes(oid);
  if (blob.kind !== 'bytes') return undefined;
  const bytes = inUtf8(blob.bytes);
  const end = bytes.indexOf(10);
  if ((end === -1 ? bytes.length : end) > MAX_FIRST_LINE || exemptByContent(path, bytes) !== null)
    return null;
  return { scan: scan(bytes, language), bytes };
}
