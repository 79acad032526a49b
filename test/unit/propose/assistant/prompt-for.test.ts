import { describe, expect, it } from 'vitest';
import { ask, failed } from '../../../support/asking.ts';
import { findingOf } from '../../../support/report.ts';
import type { Files } from '../../../support/trees.ts';

const OWN = `---
id: fix
version: 7
needs: structured outputs
maxTokens: 900
changed: Ours.
---
Mend it our way.
`;

const HEAD = {
  'src/a.ts': 'one();\ntwo();\nthree();\n',
  'prompts/own.md': OWN.replace('our way', 'wrong'),
};

/** Asks with the prompt that the policy names, in this tree of the maintainers. */
function chosen(name: number | string, maintained: Files = {}) {
  return ask({
    head: HEAD,
    findings: [findingOf()],
    maintained,
    policy: { prompts: new Map([['fix', name]]) },
  });
}

describe('the prompt of a task', () => {
  it('is the version that the policy pins', async () => {
    const { questions } = await chosen(1);
    expect(questions[0]?.prompt).toMatchObject({ id: 'fix', version: 1 });
    expect(questions[0]?.content).toMatch(/^<findings-/);
  });

  it('is a file of the maintainers, with the schema that ships', async () => {
    const { questions, notes } = await chosen('prompts/own.md', { 'prompts/own.md': OWN });
    expect(questions).toMatchObject([
      {
        prompt: { id: 'fix', version: 7, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        system: 'Mend it our way.',
        maxTokens: 900,
        schema: { required: ['summary', 'confidence', 'edits'] },
      },
    ]);
    expect(notes).toEqual([]);
  });

  it('has another hash when a word of it is another', async () => {
    const [one, two] = await Promise.all(
      [OWN, OWN.replace('our way', 'well')].map((text) => chosen('a.md', { 'a.md': text })),
    );
    expect(one?.questions[0]?.prompt.hash).not.toBe(two?.questions[0]?.prompt.hash);
  });

  it('[T116] loses its secrets before it leaves', async () => {
    const token = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
    const text = OWN.replace('Ours.', `Ours.\nplain: 'const t = "${token}";'`);
    const { questions } = await ask({
      head: HEAD,
      findings: [findingOf()],
      maintained: { 'a.md': `${text}\nconst t = "${token}";\n` },
      policy: { prompts: new Map([['fix', 'a.md']]) },
      answer: () => failed('malformed'),
    });
    expect(questions[0]?.system).toContain('****');
    expect(questions[1]?.content).toContain('****');
    expect(JSON.stringify(questions)).not.toContain(token);
  });

  it.each<[string, number | string, Files, RegExp]>([
    ['a version that does not ship', 9, {}, /names version 9, and there is only 1, 2: nothing is asked/],
    ['a file that only the change has', 'prompts/own.md', {}, /the base has no such file of text/],
    ['a file that is no text', 'a.md', { 'a.md': Buffer.from([0xff, 0xc0]) }, /no such file of text/],
    ['a file without front matter', 'a.md', { 'a.md': 'Mend it.\n' }, /no front matter/],
    ['a file that says nothing', 'a.md', { 'a.md': OWN.replace('Mend it our way.', '') }, /nothing after it/],
    ['a file of another task', 'a.md', { 'a.md': OWN.replace('id: fix', 'id: review') }, /for review/],
    ['a key that there is not', 'a.md', { 'a.md': OWN.replace('needs:', 'model:') }, /front matter is wrong/],
    [
      'front matter that is no YAML',
      'a.md',
      { 'a.md': OWN.replace('id: fix', 'id: [') },
      /front matter is wrong/,
    ],
    [
      'a schema of its own',
      'a.md',
      { 'a.md': OWN.replace('---\nM', 'schema: { type: object }\n---\nM') },
      /its schema/,
    ],
    ['a file without end', 'a.md', { 'a.md': OWN + 'x'.repeat(50_000) }, /longer than 40000 characters/],
  ])(
    'is none, which is said in a sentence, when the policy names %s',
    async (_name, name, maintained, why) => {
      const { questions, notes, account } = await chosen(name, maintained);
      expect([questions, account.unasked]).toEqual([[], 0]);
      expect(notes).toEqual([expect.stringMatching(why)]);
    },
  );
});
