/** Characters in names that nobody sees: zero width, bidirectional controls, tags. */
import type { Observation } from '../../../domain/finding.ts';
import { displayPath, type RepoPath } from '../../../domain/path.ts';
import type { Tree } from '../../../domain/tree.ts';
import { observe } from './observe.ts';

const RULE = 'paths/invisible-character';

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e0fff}]/u;
/** Joiners that spelling needs: between letters of scripts that join, and inside of one emoji. */
const SPELLING =
  /(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})/gu;
/** The flag of a region (England, say): a black flag, its letters as tags, and the end tag. */
const FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu;

/** Names that the change adds; a folder that was there before is not its doing. */
export async function findInvisible(added: readonly RepoPath[], base: Tree): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const path of added) {
    if (!(await hidesNewly(path, base))) continue;
    const message = `The name ${displayPath(path)} has a character that nobody sees: it can pass for another file.`;
    observations.push(observe(RULE, path, message));
  }
  return observations;
}

async function hidesNewly(path: RepoPath, base: Tree): Promise<boolean> {
  let end = -1;
  for (const part of path.split('/')) {
    end += part.length + 1;
    const isHiding = INVISIBLE.test(part.replace(FLAG, '').replace(SPELLING, ''));
    if (isHiding && !(await hasFolder(base, path.slice(0, end)))) return true;
  }
  return false;
}

async function hasFolder(tree: Tree, folder: string): Promise<boolean> {
  return (await tree.list()).some((entry) => entry.path.startsWith(`${folder}/`));
}
