import { expect, test } from 'vitest';
import { rules } from '../../../src/kit/rules.ts';
import { renderPretty } from '../../../src/report/pretty.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { findingOf, reportOf } from '../../support/report.ts';
import { complaintsAbout } from '../../support/sarif-multitool.ts';

/** Microsoft's validator takes seconds, and many of them on a busy machine. */
const SLOW = 240_000;

const report = reportOf({
  findings: [...rules.values()].map(({ id, severity, confidence }, at) =>
    findingOf({ rule: id, severity, confidence, at: [at + 1, 1, at + 1, 2] }),
  ),
});

test(
  'every rule that ships is a rule that GitHub and Microsoft’s validator accept',
  async () => {
    expect(await complaintsAbout({ rules: renderSarif(report) }, { levels: 'Error;Warning' })).toEqual([]);
    const descriptors = JSON.parse(renderSarif(report)).runs[0].tool.driver.rules;
    expect(descriptors).toHaveLength(rules.size);
    expect(new Set(descriptors.map(({ name }: { name: string }) => name)).size).toBe(rules.size);
  },
  SLOW,
);

test('every rule that ships is explained at the terminal', () => {
  for (const finding of report.author.findings) {
    const text = renderPretty(reportOf({ findings: [finding] }), { color: false, width: 2000 }).replace(
      /\s+/g,
      ' ',
    );
    const rule = rules.get(finding.rule);
    expect(text).toContain(rule?.why.replace(/\s+/g, ' ').trim());
    expect(text).toContain(rule?.fix.replace(/\s+/g, ' ').trim());
  }
});
