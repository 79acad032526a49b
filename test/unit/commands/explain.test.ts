/** What `gatewright explain` tells of a rule. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rules } from '../../../src/kit/rules.ts';

const printed = vi.hoisted(() => ({ text: '' }));
vi.mock('../../../src/commands/output.ts', () => ({
  print: async (text: string) => void (printed.text += text),
}));
const { explain } = await import('../../../src/commands/rules.ts');

afterEach(() => void (printed.text = ''));

describe('explain', () => {
  it('names the weakness as people look it up', async () => {
    expect(await explain('security/sql-injection')).toBe(0);
    expect(printed.text).toContain('error, confidence high, CWE-89, OWASP A03');
  });

  it('shows one example in each language where there are many, and says where the others are', async () => {
    await explain('security/sql-injection');
    const files = printed.text.match(/^ {2}example\.\w+$/gm)?.map((line) => line.trim()) ?? [];
    const each = ['example.go', 'example.java', 'example.js', 'example.py'];
    expect(files.toSorted()).toEqual([...each, ...each].toSorted());
    expect(printed.text).toMatch(/\n\d+ more examples: docs\/rules\/security\/sql-injection\.md\n/);
  });

  it('shows all of a few', async () => {
    const few = [...rules.values()].find(({ id, bad }) => id.startsWith('lint/') && bad.length === 2);
    await explain(few?.id ?? '');
    expect(printed.text.match(/^Found:$/gm)).toHaveLength(2);
    expect(printed.text).not.toContain('more examples');
  });
});
