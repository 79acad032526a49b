/** What is written down of findings that stand where a secret does. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/domain/finding.ts';
import { stand } from '../../../../src/prove/standing/stand.ts';
import { credentials } from '../../../support/credentials.ts';
import { changeOf } from '../../../support/trees.ts';
import { inputOf, observe } from './fixture.ts';

const line = (seed: number, name: string): { line: string; value: string } => {
  const found = credentials(seed).find((one) => one.name === name);
  if (!found) throw new Error(`no ${name} is in the list`);
  return found;
};
const [token, other] = [line(1, 'GitHub, classic'), line(2, 'GitHub, classic')];
const [guess, another] = [line(1, 'named, mixed'), line(2, 'named, mixed')];

async function findingAt(text: string, at: number): Promise<Finding> {
  const change = await changeOf({}, { 'a.js': text });
  const [finding] = await stand(inputOf(change, [observe('a.js', at)]));
  if (!finding) throw new Error('nothing was found');
  return finding;
}

describe('a finding of any validator on a line with a secret', () => {
  it('[T116] shows the line without it, in its place and of its length', async () => {
    for (const { line: text, value } of [token, guess]) {
      const { snippet } = await findingAt(`${text}\n`, 1);
      expect(snippet).toBe(text.replace(value, '*'.repeat(value.length)));
    }
  });

  it('[T116] shows no secret on the lines that its flow passes', async () => {
    const change = await changeOf({}, { 'a.js': `${token.line}\nx();\n` });
    const flow = [1, 2].map((line) => ({ ...observe('a.js', line).at, note: 'goes on' }));
    const [finding] = await stand(inputOf(change, [observe('a.js', 2, { flow })]));
    expect(finding?.flow?.[0]?.snippet).toBe(token.line.replace(token.value, '*'.repeat(token.value.length)));
  });

  it('[T116] is hashed as a line without it, as are findings on the lines above', async () => {
    for (const at of [1, 2]) {
      const [first, second] = [`x();\n${guess.line}\n`, `x();\n${another.line}\n`];
      expect((await findingAt(first, at)).lineHash).toBe((await findingAt(second, at)).lineHash);
    }
  });

  it('is another finding when a secret of a certain format is another one', async () => {
    const [first, second] = [await findingAt(token.line, 1), await findingAt(other.line, 1)];
    expect(first.fingerprint).not.toBe(second.fingerprint);
    expect(first.partial).toBeUndefined();
  });

  it('[T116] has a fingerprint that no guess can be checked against, and says so', async () => {
    const [first, second] = [await findingAt(guess.line, 1), await findingAt(another.line, 1)];
    expect(first.fingerprint).toBe(second.fingerprint);
    expect(first.partial).toBe(true);
  });

  it('is what it was on any other line', async () => {
    const [first, second] = [await findingAt('x();\n', 1), await findingAt(`x();\n\n${token.line}\n`, 1)];
    expect(first).toEqual({ ...second, lineHash: first.lineHash });
  });
});
