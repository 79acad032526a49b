import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { renderPretty } from '../../../src/report/pretty.ts';
import { displayWidth } from '../../../src/report/pretty/width.ts';
import { placeOf } from '../../../src/report/words.ts';
import {
  fileOf,
  findingOf,
  hostileTexts,
  judged,
  outcomeOf,
  reportOf,
  trialOf,
} from '../../support/report.ts';
import { hostileReport, settings } from './arbitrary.ts';
import { blocked, couldNotJudge, injection, passed, tainted } from './examples.ts';
import { commandsIn } from './runner-commands.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

const plain = { color: false, width: 100 };

describe('what a person sees', () => {
  test('a blocked report: verdict first, each finding with its line, caret, reason and fix', () => {
    expect(renderPretty(blocked, plain)).toMatchInlineSnapshot(`
      "BLOCKED  2 findings block, 1 warns                                         4 files, 2 judged   0.9 s
      main 3f2c1ab … feature/users 9e07d44

      error  imports/nonexistent-package                                                 src/users.ts:3:23
        3 | import deepMerge from 'fast-deep-merge-utils';
          |                       ^^^^^^^^^^^^^^^^^^^^^^^
        no package fast-deep-merge-utils is declared or installed.
        Nearest real names: deepmerge, lodash.merge.
        An invented name can be registered by anyone; the next install would run their code.
        Import the package that was meant, or write the few lines yourself.                       CWE-1357
        fix: Import from 'deepmerge' (tried and rolled back: it would reopen lint/no-unsafe-finally at
        src/io.ts:41)

      error  lint/no-unreachable                                                        src/users.ts:41-43
       41 | cleanUp(名前, () => {
          | ^^^^^^^^^^^^^^^^^^^^^ This call never runs
        see src/users.ts:40:3: the return before it
        It looks like behaviour and is none.
        Delete it, or move it before the jump.                                                     CWE-561
        fix: Remove the call that never runs (proposed, tried, kept: gatewright fix --apply)

      warn   lint/naming                                                              src/accounts.ts:60:7
       60 | const data = loadAccounts();
          |       ^^^^ \`data\` says nothing about accounts
        Readers trust names.
        Rename it.

      Proposals  1 kept (gatewright fix --apply), 1 rolled back (it would reopen lint/no-unsafe-finally at
                 src/io.ts:41)
      Known      1 outside the changed lines, 1 suppressed
      Judged     lint 2, imports 2; not applicable: logo.png (binary); schema.sql (no validator reads this
                 language)
      Details    gatewright explain imports/nonexistent-package
      "
    `);
  });

  test('a flow: each line that the value passes, with what happens there', () => {
    expect(renderPretty(tainted, plain)).toMatchInlineSnapshot(`
      "BLOCKED  1 finding blocks                                                 1 file, all judged   0.9 s
      main 3f2c1ab … feature/users 9e07d44

      error  security/sql-injection                                                   src/users.ts:1041:10
        38 | const id = req.params.id;
           |            ------------- comes from the request
      1041 | return db.query("SELECT * FROM users WHERE id = '" + id + "'");
           |        ^^^^^^^^ reaches a query as text
        Data from the request becomes part of the text of a query.
        Use a parameter: db.query('… WHERE id = $1', [id]).
        Whoever sends the request decides what the query does.                           CWE-89  OWASP A03

      Judged     lint 1
      Details    gatewright explain security/sql-injection
      "
    `);
  });

  test('a flow in a narrow terminal loses decoration, not content', () => {
    expect(renderPretty(tainted, { color: false, width: 44, unicode: false })).toMatchInlineSnapshot(`
      "BLOCKED  1 finding blocks
        1 file, all judged   0.9 s
      main 3f2c1ab ... feature/users 9e07d44

      error  security/sql-injection
        src/users.ts:1041:10
        38 | const id = req.params.id;
           |            -------------
           |            comes from the request
      1041 | return db.query("SELECT * FROM use...
           |        ^^^^^^^^
           |        reaches a query as text
        Data from the request becomes part of the
        text of a query.
        Use a parameter: db.query('… WHERE id =
        $1', [id]).
        Whoever sends the request decides what the
        query does.              CWE-89  OWASP A03

      Judged  lint 1
      Details  gatewright explain
        security/sql-injection
      "
    `);
  });

  test('a flow within one line shows the line once', () => {
    const snippet = '  db.query("SELECT " + req.params.id);';
    const at = { ...injection.at, line: 7, endLine: 7, column: 3 };
    const end = { ...at, column: 24, endColumn: 37, note: 'comes from the request', snippet };
    const flow = [end, { ...at, note: 'reaches a query as text', snippet }];
    const shown = renderPretty(reportOf({ findings: [{ ...injection, at, flow, snippet }] }), plain);
    expect(shown.split('\n').slice(3, 8)).toMatchInlineSnapshot(`
      [
        "error  security/sql-injection                                                       src/users.ts:7:3",
        "  7 | db.query("SELECT " + req.params.id);",
        "    |                      ------------- comes from the request",
        "    | ^^^^^^^^^^^^^^^ reaches a query as text",
        "  Data from the request becomes part of the text of a query.",
      ]
    `);
  });

  test('a flow of many steps shows the first ones, and counts the others', () => {
    const [source, sink] = injection.flow ?? [];
    if (!source || !sink) throw new Error('the example has no flow');
    const steps = Array.from({ length: 7 }, (_, at) => ({
      ...source,
      line: 40 + at,
      endLine: 40 + at,
      note: 'is passed on',
      snippet: `  const v${at} = v${at - 1};`,
    }));
    const shown = renderPretty(
      reportOf({ findings: [{ ...injection, flow: [source, ...steps, sink] }] }),
      plain,
    );
    expect(shown.match(/is passed on/g)).toHaveLength(3);
    expect(shown).toContain('and 4 more steps');
    expect(shown).toContain('reaches a query as text');
  });

  test('a passed report is two lines', () => {
    expect(renderPretty(passed, plain)).toMatchInlineSnapshot(`
      "PASSED  nothing blocks                                                     3 files, 2 judged   48 ms
      main 3f2c1ab … feature/users 9e07d44   not applicable: logo.png (binary)
      "
    `);
  });

  test('a report that could not be judged says which validator and why, once', () => {
    expect(renderPretty(couldNotJudge, plain)).toMatchInlineSnapshot(`
      "COULD NOT JUDGE  lint did not complete                                    2 files, 1 judged   20.3 s
      main 3f2c1ab … feature/users 9e07d44

      lint timed out
        It was still at src/users.ts when its 20 seconds were over.

      Judged     lint 0, imports 1
      "
    `);
  });

  test('a narrow terminal without Unicode loses decoration, not content', () => {
    expect(renderPretty(blocked, { color: false, width: 40, unicode: false })).toMatchInlineSnapshot(`
      "BLOCKED  2 findings block, 1 warns
        4 files, 2 judged   0.9 s
      main 3f2c1ab ... feature/users 9e07d44

      error  imports/nonexistent-package
        src/users.ts:3:23
        3 | ...Merge from 'fast-deep-merge-...
          |               ^^^^^^^^^^^^^^^^^
        no package fast-deep-merge-utils is
        declared or installed.
        Nearest real names: deepmerge,
        lodash.merge.
        An invented name can be registered by
        anyone; the next install would run
        their code.
        Import the package that was meant, or
        write the few lines yourself.
        CWE-1357
        fix: Import from 'deepmerge' (tried
        and rolled back: it would reopen
        lint/no-unsafe-finally at
        src/io.ts:41)

      error  lint/no-unreachable
        src/users.ts:41-43
       41 | cleanUp(名前, () => {
          | ^^^^^^^^^^^^^^^^^^^^^
        This call never runs.
        see src/users.ts:40:3: the return
        before it
        It looks like behaviour and is none.
        Delete it, or move it before the jump.
        CWE-561
        fix: Remove the call that never runs
        (proposed, tried, kept: gatewright fix
        --apply)

      warn   lint/naming  src/accounts.ts:60:7
       60 | const data = loadAccounts();
          |       ^^^^
        \`data\` says nothing about accounts.
        Readers trust names.
        Rename it.

      Proposals  1 kept (gatewright fix
        --apply), 1 rolled back (it
        would reopen
        lint/no-unsafe-finally at
        src/io.ts:41)
      Known  1 outside the changed lines, 1
        suppressed
      Judged  lint 2, imports 2; not
        applicable: logo.png (binary);
        schema.sql (no validator reads
        this language)
      Details  gatewright explain
        imports/nonexistent-package
      "
    `);
  });

  test('observing says what would block', () => {
    const report = reportOf({ findings: [findingOf()], verdict: { observed: true } });
    expect(renderPretty(report, plain)).toMatch(/^OBSERVING {2}1 finding would block +1 file, all judged/);
  });

  test('a head that moved is superseded', () => {
    const reasons = ['feature moved while it was judged: run again for the new head.'];
    const report = reportOf({ verdict: { decision: 'stale', reasons } });
    expect(renderPretty(report, plain)).toMatch(
      /^SUPERSEDED {2}feature moved while it was judged: run again/,
    );
  });

  test('a block without a finding gives its reason', () => {
    const report = reportOf({
      verdict: { decision: 'block', reasons: ['Nothing judged main.go, which is must-judge.'] },
    });
    expect(renderPretty(report, plain)).toMatch(/^BLOCKED {2}Nothing judged main.go, which is must-judge/);
  });

  test('reasons are given unless findings or a validator’s end tell them', () => {
    const reasons = ['1 new finding blocks: a.', 'Nothing judged main.go, which is must-judge'];
    const text = renderPretty(reportOf({ findings: [findingOf()], verdict: { reasons } }), plain);
    expect(text).toContain('\n  Nothing judged main.go, which is must-judge.\n');
    expect(text).not.toContain('1 new finding blocks');
    expect(renderPretty(couldNotJudge, plain)).not.toContain('lint timed out and is required');
  });

  test('a pass with something to say is more than two lines', () => {
    const reasons = ['The change edits .github/gatewright.yml: it was judged without that edit.'];
    expect(renderPretty(reportOf({ verdict: { reasons } }), plain)).toContain(`\n  ${reasons[0]}\n`);
  });

  test('a file whose name alone was looked at is not called judged', () => {
    const outcomes = [
      outcomeOf({ handled: { 'a.rs': { kind: 'not-applicable', reason: 'no validator reads Rust' } } }),
      outcomeOf({ validator: 'paths', handled: { 'a.rs': judged } }),
    ];
    const text = renderPretty(reportOf({ files: [fileOf('a.rs')], outcomes }), plain);
    expect(text).toMatch(/1 file, none judged/);
    expect(text).toContain('not applicable: a.rs (no validator reads Rust)');
  });

  test('a block says as well that a validator did not complete', () => {
    const outcomes = [outcomeOf({ status: 'crashed', message: 'lint crashed.' })];
    const text = renderPretty(reportOf({ findings: [findingOf()], outcomes }), plain);
    expect(text).toMatch(/^BLOCKED {2}1 finding blocks, lint did not complete /);
  });

  test('an empty change passes in two lines', () => {
    expect(renderPretty(reportOf({ files: [] }), plain).split('\n')).toHaveLength(3);
  });
});

describe('findings', () => {
  test('a rule is explained once', () => {
    const findings = [findingOf(), findingOf({ at: [9, 1, 9, 4] })];
    expect(renderPretty(reportOf({ findings }), plain).match(/It looks like behaviour/g)).toHaveLength(1);
  });

  test('many findings are counted, not printed', () => {
    const findings = Array.from({ length: 300 }, (_, at) => findingOf({ at: [at + 1, 1, at + 1, 2] }));
    const text = renderPretty(reportOf({ findings }), plain);
    expect(text).toContain('250 more findings block: --format json has them all.');
    expect(text.match(/^error /gm)).toHaveLength(50);
  });

  test('few notes are shown, many are counted', () => {
    const notes = (count: number) =>
      Array.from({ length: count }, (_, at) => findingOf({ severity: 'note', at: [at + 1, 1, at + 1, 2] }));
    expect(renderPretty(reportOf({ findings: notes(2) }), plain).match(/^note /gm)).toHaveLength(2);
    const many = renderPretty(reportOf({ findings: notes(30) }), plain);
    expect(many).toMatch(/^PASSED {2}nothing blocks, 30 notes/);
    expect(many).not.toMatch(/^note /m);
  });

  test('a warning that blocks, and an error that does not, say so', () => {
    const warning = findingOf({ severity: 'warning' });
    const error = findingOf({ at: [9, 1, 9, 2] });
    const text = renderPretty(
      reportOf({ findings: [warning, error], verdict: { decision: 'block', blocking: [warning] } }),
      plain,
    );
    expect(text).toContain('warn   lint/no-unreachable (blocks)');
    expect(text).toContain('error  lint/no-unreachable (does not block)');
  });

  test('a fix tells its fate', () => {
    const finding = findingOf();
    const fates = [
      { kind: 'kept' },
      { kind: 'rolled-back', reason: 'the tests fail' },
      { kind: 'refused', reason: 'the text has moved' },
    ] as const;
    const text = renderPretty(
      reportOf({ findings: [finding], trials: fates.map((fate) => trialOf(finding, fate)) }),
      plain,
    );
    expect(text).toContain('(proposed, tried, kept: gatewright fix --apply)');
    expect(text).toContain('(tried and rolled back: the tests fail)');
    expect(text).toContain('(not tried: the text has moved)');
    expect(text).toContain(
      'Proposals  1 kept (gatewright fix --apply), 1 rolled back (the tests fail), 1 not tried',
    );
  });

  test('files that nobody looked at are grouped and bounded', () => {
    const files = Array.from({ length: 30 }, (_, at) => `lib/${at}.rs`);
    const handled = Object.fromEntries(
      files.map((path) => [path, { kind: 'not-applicable', reason: 'no validator reads Rust' } as const]),
    );
    const report = reportOf({
      files: [...files, 'a.ts'].map((path) => fileOf(path)),
      outcomes: [outcomeOf({ handled: { ...handled, 'a.ts': judged } })],
    });
    expect(renderPretty(report, plain).replace(/\s+/g, ' ')).toContain(
      'not applicable: lib/0.rs, lib/1.rs, lib/2.rs, lib/3.rs, lib/4.rs and 25 more (no validator reads Rust)',
    );
  });
});

describe('the terminal', () => {
  test('colour adds escape codes and nothing else', () => {
    for (const report of [blocked, passed, couldNotJudge]) {
      const painted = renderPretty(report, { color: true, width: 100 });
      expect(painted).toContain('\u001b[');
      expect(stripVTControlCharacters(painted)).toBe(renderPretty(report, plain));
    }
  });

  test('no line is wider than the terminal, except for a place that must stay whole', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({ min: 30, max: 130 }), (report, width) => {
        const places = report.author.findings.map(({ at }) => placeOf(at));
        const wide = renderPretty(report, { color: false, width })
          .split('\n')
          .filter((line) => displayWidth(line) > width && !places.some((place) => line.endsWith(place)));
        // Escaping what the runner would obey may lengthen a line by a few characters.
        expect(wide.filter((line) => !line.includes('\\u{3a}') && !line.includes('\\u{5b}'))).toEqual([]);
      }),
      settings,
    );
  });

  test('[T62] [T76] nothing in a report can move the cursor, hide, or command the runner', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({ min: 10, max: 130 }), (report, width) => {
        const text = renderPretty(report, { color: false, width });
        expect(text.replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u,
        );
        expect(commandsIn(text)).toEqual([]);
        expect(commandsIn(renderPretty(report, { color: true, width }))).toEqual([]);
      }),
      settings,
    );
  });

  test('names a bad policy in a phrase, and its mistakes below', () => {
    const reasons = ['rules/a.yml:2:5: it has no message.', 'rules/b.yml:1:1: it has no rules.'];
    const text = renderPretty(reportOf({ verdict: { decision: 'config', reasons } }), plain);
    expect(text).toMatch(/^BAD POLICY {2}rules that it names have mistakes/);
    for (const reason of reasons) expect(text).toContain(`\n  ${reason}\n`);
  });

  test('[T76] text of a child that crashed is shown as escapes', () => {
    const outcomes = [outcomeOf({ status: 'crashed', message: hostileTexts.join('\n') })];
    const text = renderPretty(reportOf({ outcomes, verdict: { decision: 'could-not-judge' } }), plain);
    expect(text).toContain('\\u{1b}[2J\\u{1b}]8;;http://evil.example\\u{7}');
    expect(text).toContain('user\\u{202e}gnp.exe');
    expect(commandsIn(text)).toEqual([]);
  });
});
