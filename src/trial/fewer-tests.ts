/** Tells whether a patch of a test file takes tests away, or some of what they claim. */
import type { PatchedFile } from '../kit/patch.ts';

const CASE =
  /\b(?:it|test|specify)(?:\.\w+){0,3}\s*[(`]|\bdef\s+test_?\w|\bfunc\s+Test\w|@(?:Parameterized)?Test\b/g;
const CLAIM = /\b(?:expect|assert\w*|should|verify\w*|require\.\w+|t\.(?:Error|Fatal)f?)\b/gi;
const COMMENT = /^\s*(?:\/\/|\/?\*|#)/;

/** A count: what stands in a comment claims nothing. */
export function losesTests({ before, after }: Pick<PatchedFile, 'before' | 'after'>): boolean {
  const [had, has] = [before, after].map(countsIn);
  return had !== undefined && has !== undefined && (has.cases < had.cases || has.claims < had.claims);
}

function countsIn(text: string): { readonly cases: number; readonly claims: number } {
  const code = text
    .split('\n')
    .filter((line) => !COMMENT.test(line))
    .join('\n');
  return { cases: code.match(CASE)?.length ?? 0, claims: code.match(CLAIM)?.length ?? 0 };
}
