import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { repoPath } from '../../../src/domain/path.ts';
import type { Edit, Patch } from '../../../src/domain/proposal.ts';
import type { Worker } from '../../../src/propose/offer.ts';
import { propose } from '../../../src/propose/propose.ts';
import { changeOf } from '../../support/trees.ts';

const edit = (start: number, replace = 'x', path = 'a.ts'): Edit => ({
  path: repoPath(path),
  start,
  end: start + 1,
  expect: 'o',
  replace,
});

let count = 0;
function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'lint/no-undef-init',
    at: { path: repoPath('a.ts'), line: 1, column: 1, endLine: 1, endColumn: 2 },
    message: 'm',
    fix: [edit(0)],
    validator: 'lint',
    severity: 'warning',
    confidence: 'high',
    standing: 'new',
    snippet: '',
    fingerprint: `f${++count}`,
    lineHash: '',
    ...more,
  };
}

async function proposed(findings: Finding[], workers?: Worker[]) {
  const change = await changeOf({}, { 'a.ts': 'one\n' });
  const author: Evidence = { outcomes: [], findings };
  return workers ? propose(change, author, workers) : propose(change, author);
}

describe('propose', () => {
  it('makes a proposal of each new finding of lint and imports that has a fix', async () => {
    const lint = finding({ fix: [edit(0)] });
    const imported = finding({
      validator: 'imports',
      rule: 'imports/missing-file',
      fix: [edit(5, './money.ts')],
    });
    const proposals = await proposed([lint, imported]);
    expect(proposals.map(({ source, title, addresses }) => ({ source, title, addresses }))).toEqual([
      {
        source: 'fixer:eslint',
        title: "Apply ESLint's fix for lint/no-undef-init",
        addresses: [lint.fingerprint],
      },
      { source: 'fixer:imports', title: 'Import ./money.ts instead of o', addresses: [imported.fingerprint] },
    ]);
  });

  it('makes one of the fix that a security rule writes', async () => {
    const loaded = { validator: 'security', rule: 'security/unsafe-load' as const };
    const [call] = await proposed([finding({ ...loaded, fix: [edit(3, 'safe_load')] })]);
    expect(call).toMatchObject({ source: 'fixer:security', title: 'Write safe_load instead of o' });
    const [gone] = await proposed([finding({ ...loaded, fix: [edit(3, '')] })]);
    expect(gone?.title).toBe('Remove o');
  });

  it('leaves alone what is not new, what has no fix, and other validators', async () => {
    const { fix: _, ...bare } = finding();
    const standings = ['outside-diff', 'baseline', 'suppressed', 'duplicate'] as const;
    const old = standings.map((standing) => finding({ standing }));
    expect(await proposed([bare, ...old, finding({ validator: 'tampering' })])).toEqual([]);
  });

  it('offers every severity, the worst first, then by path and offset', async () => {
    const at = (severity: Finding['severity'], start: number, path?: string) =>
      finding({ severity, fix: [edit(start, 'x', path)] });
    const findings = [
      at('note', 1),
      at('error', 7),
      at('warning', 2),
      at('error', 3, 'b.ts'),
      at('error', 3),
    ];
    const proposals = await proposed(findings);
    expect(proposals.map(({ patch }) => `${patch[0].path}:${patch[0].start}`)).toEqual([
      'a.ts:3',
      'a.ts:7',
      'b.ts:3',
      'a.ts:2',
      'a.ts:1',
    ]);
  });

  it('merges findings with the very same edits into one proposal, and only those', async () => {
    const same = [
      finding({ fix: [edit(0), edit(4)] }),
      finding({ fix: [edit(4), edit(0)], severity: 'error' }),
    ];
    const other = finding({ fix: [edit(0), edit(4, 'y')] });
    const proposals = await proposed([...same, other]);
    expect(proposals.map(({ addresses }) => addresses)).toEqual([
      same.map(({ fingerprint }) => fingerprint).sort(),
      [other.fingerprint],
    ]);
  });

  it('gives the same ids and order in whatever order findings and workers come', async () => {
    const findings = [
      finding(),
      finding({ fix: [edit(3)] }),
      finding({ validator: 'imports', fix: [edit(0, 'z')] }),
    ];
    const first = await proposed(findings);
    expect(await proposed([...findings].reverse())).toEqual(first);
    for (const { id } of first) expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(new Set(first.map(({ id }) => id)).size).toBe(3);
  });

  it('tells apart the same edits from two sources', async () => {
    const target = finding();
    const worker = (source: Worker['source']): Worker => ({
      source,
      offer: async () => [{ title: 't', addresses: [target], patch: [edit(0)] as Patch }],
    });
    const proposals = await proposed([target], [worker('assistant:fix'), worker('fixer:eslint')]);
    expect(proposals.map(({ source }) => source).sort()).toEqual(['assistant:fix', 'fixer:eslint']);
    expect(new Set(proposals.map(({ id }) => id)).size).toBe(2);
  });

  it('[T62] shows nothing unseen in a title', async () => {
    const fix: Patch = [edit(0, "'./a\u001b[2J\u202eb\u200b'")];
    const [proposal] = await proposed([finding({ validator: 'imports', fix })]);
    expect(proposal?.title).toBe("Import './a\\u{1b}[2J\\u{202e}b\\u{200b}' instead of o");
  });

  it('keeps a title on one line of bounded length', async () => {
    const fix: Patch = [edit(0, `a\n${'b'.repeat(500)}`)];
    const [proposal] = await proposed([finding({ validator: 'imports', fix })]);
    expect(proposal?.title).not.toContain('\n');
    expect(proposal?.title.length).toBeLessThan(140);
    expect((await proposed([finding({ validator: 'imports', fix: [edit(0, '')] })]))[0]?.title).toBe(
      'Remove o',
    );
  });
});
