import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditOf, renderAudit } from '../../../src/report/audit.ts';
import { proposalsIn, trailersIn } from '../../../src/report/audit/note.ts';
import type { ProposalLine } from '../../../src/report/audit/schema.ts';
import { renderBlame, renderBlameJson, type Blameable } from '../../../src/report/blame.ts';
import { hostileReport, hostileText, settings } from './arbitrary.ts';

const MESSAGE = `Merge the fixes (#12)

* Apply the fixes of lint rules

- A title that says Gatewright-Proposal: nothing

Gatewright-Run: https://example.com/run/1
Gatewright-Proposal: abc123
Gatewright-Proposal: def456

* Mend what the gate found

Gatewright-Proposal: abc123
Gatewright-Prompt: fix v2 ${'a'.repeat(64)}
Gatewright-Model: claude-sonnet-5-5
Gatewright-Request-Id: req_1
`;

const proposal: ProposalLine = {
  schema: 'gatewright.audit/1',
  kind: 'proposal',
  run: 'https://example.com/run/1',
  head: 'b'.repeat(40),
  id: 'p-1',
  key: 'abc123',
  source: 'assistant:fix',
  title: 'Close the file',
  addresses: ['f1'],
  files: ['src/a.js'],
  fate: 'kept',
  reason: null,
  undone: null,
  unsure: false,
  confidence: 'high',
  stated: 'medium',
  salvaged: ['indentation'],
  tried: [
    { validator: 'lint', status: 'completed', opened: 0 },
    { validator: 'secrets', status: 'off', opened: 0 },
  ],
  asking: {
    ...{
      prompt: { id: 'fix', version: 2, digest: 'a'.repeat(64) },
      model: 'claude-sonnet-5-5',
      requestId: 'req_1',
    },
    ...{ from: 'model', attempts: 1, tokens: 1200, dollars: 0.0123, ms: 5, plain: false },
  },
  commit: 'c'.repeat(40),
  lines: [],
};
const blameable: Blameable = {
  ...{ file: 'src/a.js', line: 3, commit: 'c'.repeat(40), author: 'Ada', date: '2026-11-21T18:00:00.000Z' },
  ...{ summary: 'Mend what the gate found', cutOff: false, from: 'note', proposals: [proposal] },
  trailers: trailersIn(MESSAGE),
};

describe('what is read of notes and messages', () => {
  it('are trailers, each once, wherever squashing has put them', () => {
    expect(trailersIn(MESSAGE)).toEqual({
      run: ['https://example.com/run/1'],
      proposal: ['abc123', 'def456'],
      prompt: [`fix v2 ${'a'.repeat(64)}`],
      model: ['claude-sonnet-5-5'],
      requestId: ['req_1'],
      reverts: [],
    });
    expect(trailersIn('Gatewright-Proposal: a key; with words\n').proposal).toEqual([]);
  });

  it('are the lines of an audit that have its shape, and nothing of what somebody else wrote', () => {
    const forged = JSON.stringify({ ...proposal, title: 7 });
    const note = `by hand\n${JSON.stringify(proposal)}\n{"kind":"run"}\n${forged}\n[1]\n`;
    expect(proposalsIn(note)).toEqual([proposal]);
  });

  it('are what the audit of any report writes', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(proposalsIn(renderAudit(auditOf(report, { run: '' })))).toHaveLength(report.trials.length);
      }),
      { ...settings, numRuns: 40 },
    );
  });
});

describe('the answer to who wrote a line', () => {
  it('names proposal, prompt, model, request, price and proof', () => {
    expect(renderBlame(blameable))
      .toBe(`src/a.js:3 comes from cccccccccc (Mend what the gate found; Ada, 2026-11-21).
Gatewright wrote that commit; its note says:

  proposal  abc123 by assistant:fix: Close the file
  for       f1
  asked     fix@2 aaaaaaaaaaaa, claude-sonnet-5-5, request req_1; 1,200 tokens, $0.0123
  proof     nothing new for lint; secrets: off; high confidence
  mended    indentation
  judged    ${'b'.repeat(40)}
  run       https://example.com/run/1
`);
  });

  it('says when only the message says so, and when nobody does', () => {
    const said = renderBlame({ ...blameable, from: 'message', proposals: [] });
    expect(said).toMatch(/no note confirms it; anybody can write a message/);
    expect(said).toMatch(/proposal {2}abc123, def456/);
    const none = renderBlame({ ...blameable, from: 'nobody', proposals: [], trailers: trailersIn('') });
    expect(none).toMatch(/Ada, 2026-11-21\)\.\nGatewright has no part in it\.\n$/);
    const back = trailersIn(`Roll back\n\nGatewright-Reverts: ${'d'.repeat(40)}\n`);
    const rolled = renderBlame({ ...blameable, from: 'message', proposals: [], trailers: back });
    expect(rolled).toMatch(/reverts {3}d{40}/);
    expect(renderBlame({ ...blameable, cutOff: true })).toMatch(/History is cut off/);
  });

  it('says the same as JSON', () => {
    expect(JSON.parse(renderBlameJson(blameable))).toEqual({ schema: 'gatewright.blame/1', ...blameable });
  });

  it('is nothing that a terminal obeys, whatever commits and notes hold', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const hostile = { ...proposal, key: a, title: a, salvaged: [b], run: b, addresses: [a] };
        const answer = {
          ...blameable,
          file: a,
          author: b,
          summary: a,
          proposals: [hostile],
          trailers: trailersIn(b),
        };
        for (const text of [renderBlame(answer), renderBlameJson(answer)])
          expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
      settings,
    );
  });
});
