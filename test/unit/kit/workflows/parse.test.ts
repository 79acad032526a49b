/** Workflow text is read as data, whatever it holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkflow } from '../../../../src/kit/workflows/parse.ts';

const PATH = '.github/workflows/x.yml';

describe('a workflow file', () => {
  it('says when it runs, in each of the three ways that events are written', () => {
    for (const on of [
      'push',
      '[push, merge_group]',
      '{ push: , merge_group: { types: checks_requested } }',
    ]) {
      expect([...parseWorkflow(PATH, `on: ${on}\n`).events.keys()]).toContain('push');
    }
    const { events } = parseWorkflow(
      PATH,
      'on:\n  pull_request:\n    types: [opened]\n    paths-ignore: [docs]\n',
    );
    expect(events.get('pull_request')).toEqual({ types: ['opened'], byPath: true, byBranch: false });
  });

  it('says what its jobs are called, do and may do', () => {
    const { jobs, permissions, cancelsInProgress } = parseWorkflow(
      PATH,
      [
        'permissions: { contents: read }',
        'concurrency: { group: x, cancel-in-progress: "${{ github.ref != 1 }}" }',
        'jobs:',
        '  gate:',
        '    name: The gate',
        '    needs: build',
        '    if: always()',
        '    timeout-minutes: 5',
        '    strategy: { matrix: { a: [1] } }',
        '    permissions: write-all',
        '    steps:',
        '      - uses: a/b@c',
        '        continue-on-error: true',
        '        with: { n: 1, flag: false }',
      ].join('\n'),
    );
    expect(permissions).toEqual(new Map([['contents', 'read']]));
    expect(cancelsInProgress).toBe(true);
    expect(jobs).toMatchObject([
      {
        id: 'gate',
        name: 'The gate',
        needs: ['build'],
        if: 'always()',
        timeout: true,
        matrix: true,
        permissions: 'write-all',
      },
    ]);
    expect(jobs[0]?.steps).toEqual([
      {
        uses: 'a/b@c',
        if: undefined,
        continueOnError: true,
        with: new Map([
          ['n', '1'],
          ['flag', 'false'],
        ]),
      },
    ]);
  });

  it('has a problem and nothing else when it is no mapping, too large, too deep or full of aliases', () => {
    const aliases = `a: &a [x]\n${'bcdefghij'.replace(
      /./g,
      (c) =>
        `${c}: &${c} [${Array(9)
          .fill(`*${String.fromCharCode(c.charCodeAt(0) - 1)}`)
          .join()}]\n`,
    )}`;
    for (const text of ['', '- a', 'a: [', '['.repeat(50_000), 'x'.repeat(600_000), aliases]) {
      expect(parseWorkflow(PATH, text)).toMatchObject({ problem: expect.any(String), jobs: [] });
    }
  });

  it('never throws, whatever shape the keys have', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.constantFrom('on', 'jobs', 'concurrency', 'permissions'),
        (json, key) => {
          expect(parseWorkflow(PATH, `${key}: ${json}\n`).path).toBe(PATH);
          expect(parseWorkflow(PATH, `jobs: { a: ${json} }\n`).path).toBe(PATH);
        },
      ),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseWorkflow(PATH, text).path === PATH));
  });
});
