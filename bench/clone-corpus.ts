/** The product's files of a folder as clone detection reads them: no tests, samples, generated and vendored ones. */
import fs from 'node:fs';
import path from 'node:path';
import { pathFromBytes } from '../src/domain/path.ts';
import type { Read } from '../src/kit/clones/clone.ts';
import { cloneLanguageOf } from '../src/kit/clones/language.ts';
import { scan } from '../src/kit/clones/scan.ts';
import { exemptByContent, exemptByName } from '../src/kit/exempt/defaults.ts';
import { outsideProduct } from '../src/prove/validators/duplication/product.ts';

const UNSAID = { generated: null, vendored: null };

export interface CorpusFile extends Read {
  readonly path: string;
}

export function filesOf(root: string): CorpusFile[] {
  const names = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  return names.flatMap((entry) => {
    const full = path.join(entry.parentPath, entry.name);
    const name = pathFromBytes(Buffer.from(path.relative(root, full)));
    const language = cloneLanguageOf(name);
    if (!entry.isFile() || !language || outsideProduct(name) !== null || exemptByName(name, UNSAID) !== null)
      return [];
    const bytes = fs.readFileSync(full);
    return exemptByContent(name, bytes) === null ? [{ path: name, bytes, scan: scan(bytes, language) }] : [];
  });
}
