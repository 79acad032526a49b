/** What the project tells whoever writes code for it: files at the root of the maintainers' tree, never of the change. */
import { repoPath } from '../../domain/path.ts';
import type { Tree } from '../../domain/tree.ts';
import { screen } from '../../kit/secrets/screen.ts';
import { sourceOf } from './source-of.ts';
import type { Part } from './task.ts';

const FILES = ['CLAUDE.md', 'AGENTS.md'];
/** Of all of them together. */
const MAX_CHARACTERS = 8000;

/** Null where the project says nothing. Screened whole: a cut may take from a secret what it is known by. */
export async function projectPart(maintained: Tree): Promise<Part | null> {
  const texts = await Promise.all(FILES.map((file) => sourceOf(maintained, repoPath(file))));
  const told = [...new Set(texts.map((text) => text?.replaceAll('\r\n', '\n').trim() ?? ''))];
  const all = screen(told.filter((text) => text !== '').join('\n\n')).text;
  return all === '' ? null : { tag: 'project', text: clipped(all) };
}

/** As many whole lines as there is room for. */
function clipped(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const end = text.lastIndexOf('\n', MAX_CHARACTERS);
  return text.slice(0, end === -1 ? MAX_CHARACTERS : end);
}
