import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { isQuiet, renderComment, type Posting } from '../../../src/report/comment.ts';
import { fileOf, findingOf, hostileTexts, outcomeOf, reportOf, trialOf } from '../../support/report.ts';
import { hostileReport, settings } from './arbitrary.ts';
import { blocked, couldNotJudge, passed } from './examples.ts';
import { expectInert } from './expect-inert.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

const HEAD = '9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6';
const posting: Posting = {
  site: { repository: 'https://github.com/acme/shop', head: HEAD },
  run: { id: 4711, url: 'https://github.com/acme/shop/actions/runs/4711' },
  worth: { level: 'forgeable', because: 'Whoever may push a branch can edit the workflow' },
};

/** The comment without its own links, each of which leads to where only ours lead. */
function withoutLinks(text: string): string {
  const link =
    /\[(<code>[^\n]*?<\/code>|run 4711)\]\(https:\/\/github\.com\/(?:gatewright\/gatewright\/blob\/main\/docs\/rules\/[a-z/-]+\.md|acme\/shop\/(?:actions\/runs\/4711|blob\/[0-9a-f]{40}\/[\w\-.~/%]+#L\d+(?:-L\d+)?))\)/g;
  return text.replace(link, '$1');
}

test('a blocked head: verdict, linked table, folds, how to accept, what green is worth', () => {
  expect(renderComment(blocked, posting)).toMatchInlineSnapshot(`
    "## Gatewright: blocked at <code>9e07d44</code>

    **2 findings block, 1 warns** (4 files, 2 judged)

    | Rule | Place | What is wrong |
    | --- | --- | --- |
    | [<code>imports/nonexistent-package</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/imports/nonexistent-package.md) | [<code>src/users.ts&#58;3&#58;23</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/users.ts#L3) | no package fast-deep-merge-utils is declared or installed. Nearest real names&#58; deepmerge, lodash.merge. |
    | [<code>lint/no-unreachable</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/lint/no-unreachable.md) | [<code>src/users.ts&#58;41-43</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/users.ts#L41-L43) | This call never runs. |

    <details><summary>1 warning</summary>

    - [<code>lint/naming</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/lint/naming.md) [<code>src/accounts.ts&#58;60&#58;7</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/accounts.ts#L60) &#96;data&#96; says nothing about accounts.

    </details>

    <details><summary>2 proposals</summary>

    - <code>fixer&#58;eslint</code> Remove the call that never runs in <code>src/users.ts</code>: **kept**
    - <code>fixer&#58;imports</code> Import from 'deepmerge' in <code>src/users.ts</code>: **rolled back**, it would reopen lint/no-unsafe-finally at src/io.ts&#58;41

    </details>

    <details><summary>2 files not judged</summary>

    - <code>logo.png</code> (binary)
    - <code>schema.sql</code> (no validator reads this language)

    </details>

    <details><summary>A false alarm? Comment this, if you may write here and are not the author</summary>

    - <code>/gatewright accept e09eacbd03fce0628d78562a92c7dbe4 reason</code> for [<code>imports/nonexistent-package</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/imports/nonexistent-package.md) at [<code>src/users.ts&#58;3&#58;23</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/users.ts#L3)
    - <code>/gatewright accept 040ce60d29b8af2438df3bff9cd3d29a reason</code> for [<code>lint/no-unreachable</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/lint/no-unreachable.md) at [<code>src/users.ts&#58;41-43</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/users.ts#L41-L43)

    </details>

    What a green check is worth here: **forgeable**. Whoever may push a branch can edit the workflow.

    <sub>Gatewright 0.1.0, policy defaults (e3b0c44298fc), [run 4711](https://github.com/acme/shop/actions/runs/4711)</sub>
    "
  `);
});

test('a clean head takes two lines', () => {
  expect(isQuiet(passed)).toBe(true);
  expect(renderComment(passed, posting)).toMatchInlineSnapshot(`
    "**Gatewright: passed** at <code>9e07d44</code>: nothing blocks (3 files, 2 judged).

    <sub>Gatewright 0.1.0, policy defaults (e3b0c44298fc), [run 4711](https://github.com/acme/shop/actions/runs/4711)</sub>
    "
  `);
});

test('a head that moved is superseded, whatever was found', () => {
  const stale = reportOf({ findings: [findingOf()], verdict: { decision: 'stale', reasons: ['It moved.'] } });
  expect(isQuiet(stale)).toBe(false);
  const text = renderComment(stale, posting);
  expect(text).toContain('superseded');
  expect(text).not.toMatch(/passed|blocked/);
});

test('what could not be judged says so and offers nothing to accept', () => {
  const text = renderComment(couldNotJudge, posting);
  expect(text).toContain('## Gatewright: could not judge at <code>9e07d44</code>');
  expect(text).not.toContain('accept');
});

test('a pass with warnings is not quiet', () => {
  expect(isQuiet(reportOf({ findings: [findingOf({ severity: 'warning' })] }))).toBe(false);
  expect(isQuiet(reportOf({ findings: [findingOf({ severity: 'note' })] }))).toBe(true);
});

test('nobody is told to accept where nobody may, nor what awaits an approval', () => {
  const waiting = reportOf({ findings: [findingOf({ awaits: [['ada']] })] });
  expect(renderComment(waiting, posting)).not.toContain('/gatewright accept');
  const { policy } = waiting;
  const closed = reportOf({ findings: [findingOf()], policy: { ...policy, accept: 'nobody' } });
  expect(renderComment(closed, posting)).not.toContain('/gatewright accept');
});

test('[T7] it stays below 65,536 characters and bytes, and counts what it leaves out', () => {
  const noise = '@|`<字'.repeat(400);
  const findings = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    Array.from({ length: 500 }, (_, at) =>
      findingOf({ severity, message: noise + at, path: `${noise}${at}` }),
    ),
  );
  const report = reportOf({
    findings,
    trials: findings.slice(0, 300).map((finding) => trialOf(finding, { kind: 'refused', reason: noise })),
    files: findings.slice(0, 900).map(({ at }) => fileOf(at.path)),
  });
  const text = renderComment(report, posting);
  expect(Buffer.byteLength(text)).toBeLessThan(65_536);
  expect(text).toContain('490 more findings block');
  expect(text).toMatch(/\d+ more not shown\./);
});

test.each(hostileTexts)('[T78] %j is inert wherever it stands', (text) => {
  const finding = findingOf({ message: text, hint: text, path: `src/${text}` });
  const report = reportOf({
    findings: [finding, { ...finding, severity: 'warning', fingerprint: 'f' }],
    trials: [trialOf(finding, { kind: 'refused', reason: text }, { title: text })],
    outcomes: [outcomeOf({ status: 'crashed', message: text })],
  });
  expectInert(withoutLinks(renderComment(report, posting)));
});

test('[T78] no report breaks out of its cells, lists, folds and links', () => {
  fc.assert(
    fc.property(hostileReport, (report) => expectInert(withoutLinks(renderComment(report, posting)))),
    settings,
  );
});

test('what was proposed: published, patches, how sure, notes of the assistant', () => {
  const finding = findingOf();
  const origin = { prompt: { id: 'fix', version: 2, hash: 'abc' }, model: 'claude-x', requestId: null };
  const parts = { source: 'assistant:fix', origin, salvaged: ['indentation follows the file'] } as const;
  const kept = { ...trialOf(finding, { kind: 'kept' }, parts), confidence: 'medium' } as const;
  const unsure = trialOf(finding, { kind: 'refused', reason: 'unsure', unsure: true }, parts);
  const note = { path: finding.at.path, line: 5, endLine: 7, message: 'The **sum** is never paid' };
  const report = reportOf({
    findings: [finding],
    trials: [kept, unsure],
    published: [{ kind: 'nothing', wanted: 'committed', note: 'give the input fix-token' }],
    assistant: {
      ...{ model: 'claude-x', ceilings: { tokens: 200_000, dollars: 1 }, tasks: [], unasked: 0 },
      notes: [{ ...note, confidence: 'low' }],
    },
  });
  const diff = 'diff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -3 +2,0 @@\n-  g();\n';
  expect(renderComment(report, posting, [{ trial: kept, diff }])).toMatchInlineSnapshot(`
    "## Gatewright: blocked at <code>9e07d44</code>

    **1 finding blocks** (1 file, all judged)

    - Nothing was committed&#58; give the input fix-token.

    | Rule | Place | What is wrong |
    | --- | --- | --- |
    | [<code>lint/no-unreachable</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/lint/no-unreachable.md) | [<code>src/a.ts&#58;3&#58;3</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/a.ts#L3) | This call never runs. |

    <details><summary>1 proposal</summary>

    - <code>assistant&#58;fix</code> (fix&#64;&#8203;2, claude-x, medium confidence, mended&#58; indentation follows the file) Remove the call that never runs in <code>src/a.ts</code>: **kept**

    </details>

    1 proposal is below medium confidence and not shown.

    Assistant: claude-x&#58; 0 questions, 0 proposals, 1 note; 0 of 200,000 tokens, &#36;0.00 of &#36;1.00

    <details><summary>1 note of the assistant, never blocking</summary>

    - [<code>src/a.ts&#58;5-7</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/a.ts#L5-L7) The &#42;&#42;sum&#42;&#42; is never paid (low confidence)

    </details>

    <details><summary>A fix as a patch: Remove the call that never runs</summary>

    Tried and kept (<code>assistant&#58;fix</code>, fix&#64;&#8203;2, claude-x, medium confidence, mended&#58; indentation follows the file); no button can apply it.

    \`\`\`diff
    diff --git a/src/a.ts b/src/a.ts
    --- a/src/a.ts
    +++ b/src/a.ts
    @@ -3 +2,0 @@
    -  g();
    \`\`\`

    </details>

    <details><summary>A false alarm? Comment this, if you may write here and are not the author</summary>

    - <code>/gatewright accept 0ce57ca3a3f1be19ef2fa270b4338c52 reason</code> for [<code>lint/no-unreachable</code>](https://github.com/gatewright/gatewright/blob/main/docs/rules/lint/no-unreachable.md) at [<code>src/a.ts&#58;3&#58;3</code>](https://github.com/acme/shop/blob/9e07d44aa0c3b6c3c1b0b0a9c6e0f1d2e3f4a5b6/src/a.ts#L3)

    </details>

    What a green check is worth here: **forgeable**. Whoever may push a branch can edit the workflow.

    <sub>Gatewright 0.1.0, policy defaults (e3b0c44298fc), [run 4711](https://github.com/acme/shop/actions/runs/4711)</sub>
    "
  `);
});
