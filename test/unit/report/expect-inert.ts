/** What rendered Markdown may hold: our own tags, and text of strangers that means nothing. */
import { expect } from 'vitest';

/** Our own tags, and nothing else that GitHub's Markdown gives a meaning to. */
export function expectInert(text: string): void {
  for (const line of text.split('\n').filter((one) => one.startsWith('|'))) {
    expect([3, 5]).toContain(cellsOf(line).length);
  }
  const tags = [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  expect(tags.filter((tag) => !/^<\/?(details|summary|code|sub)>$/.test(tag))).toEqual([]);
  for (const tag of ['details', 'summary', 'code', 'sub']) {
    expect(text.split(`<${tag}>`).length).toBe(text.split(`</${tag}>`).length);
  }
  const ours = text
    .replace(/<\/?(details|summary|code|sub)>/g, '')
    .replaceAll('**', '')
    .replace(/^## /gm, '');
  expect(ours).not.toMatch(/[<>@`*_[\]\\~$!]|&(?!#\d+;)/);
  expect(ours.replace(/&#\d+;/g, '')).not.toMatch(/#/);
  // What GitHub looks for in the text that is left when entities are read.
  const read = text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  const outsideCode = read.replace(/<code>.*?<\/code>/g, '');
  expect(outsideCode).not.toMatch(/@\w|(^|\W)#\d|\bGH-\d/);
  expect(read).not.toMatch(/:\/\/|www\.|[\w.+-]@\w/i);
  expect(read.replaceAll('\n', '').replaceAll('\u200b', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
}

/** The cells of a table row as GFM splits it: at every pipe that no backslash escapes. */
function cellsOf(row: string): string[] {
  return row
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}
