/** What a judge said, without the secrets of the files that it spoke of. */
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import { hideSecrets } from '../../../src/prove/hide.ts';
import { credentials } from '../../support/credentials.ts';
import { spellings } from '../../support/spellings.ts';

const [token] = credentials(3);
if (!token) throw new Error('the list is empty');
const { value } = token;
const path = repoPath('a.js');
const text = `const a = 1;\nuse('${value}');\nlet b = 2;\n`;
const at = { path, line: 2, column: 1, endLine: 2, endColumn: 4 };
const read = async () => text;

const edit = (start: number, end: number) => ({
  path,
  start,
  end,
  expect: text.slice(start, end),
  replace: '',
});

async function hidden(more: Partial<Observation>): Promise<Observation | undefined> {
  const observation: Observation = { rule: 'lint/x', at, message: 'is wrong', ...more };
  const answer = await hideSecrets(
    { kind: 'completed', observations: [observation], failed: new Map() },
    read,
  );
  return answer.kind === 'completed' ? answer.observations[0] : undefined;
}

describe('what a judge said', () => {
  it.each(spellings(value))('[T116] quotes no secret of the file, however it is spelt: %#', async (spelt) => {
    const said = `It is ${spelt.slice(3, 30)}…`;
    const one = await hidden({
      message: said,
      hint: said,
      suppressed: said,
      related: [{ ...at, note: said }],
      flow: [
        { ...at, note: said },
        { ...at, note: said },
      ],
    });
    expect(JSON.stringify(one)).not.toContain(spelt.slice(4, 12));
  });

  it('[T116] offers no fix that repeats a line with a secret, and keeps any other', async () => {
    const [start, end] = [text.indexOf('use'), text.indexOf('let')];
    expect((await hidden({ fix: [edit(start, start + 3)] }))?.fix).toBeUndefined();
    expect((await hidden({ fix: [edit(0, 5), edit(start, start + 3)] }))?.fix).toBeUndefined();
    expect((await hidden({ fix: [edit(end, end + 3)] }))?.fix).toEqual([edit(end, end + 3)]);
    expect((await hidden({ fix: [edit(0, 5)] }))?.fix).toEqual([edit(0, 5)]);
  });

  it('[T116] is screened where it tells why it did not complete, or of what file it could not read', async () => {
    const crashed = await hideSecrets({ kind: 'crashed', message: `It said '${value}'.` }, read);
    expect(JSON.stringify(crashed)).not.toContain(value.slice(-8));
    const failed = new Map([[path, `It stopped at '${value}'.`]]);
    const answer = await hideSecrets({ kind: 'completed', observations: [], failed }, read);
    expect(answer.kind === 'completed' && answer.failed.get(path)).not.toContain(value.slice(-8));
  });
});
