/** The docs pages say what the rules say. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulePages } from '../../../scripts/docs.ts';

const DOCS = path.join(import.meta.dirname, '../../../docs/rules');

describe('docs/rules', () => {
  it('holds a page for every rule and no other, as `npm run docs` writes them', () => {
    const pages = rulePages();
    const listed = fs
      .readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'));
    expect(listed.map((file) => file.replaceAll('\\', '/')).sort()).toEqual([...pages.keys()].sort());
    for (const [file, text] of pages) expect(fs.readFileSync(path.join(DOCS, file), 'utf8'), file).toBe(text);
  });
});
