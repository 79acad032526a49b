import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import type { Proposal, Step } from '../../../src/domain/proposal.ts';
import { messageOf, titleOf } from '../../../src/publish/message.ts';

const edit = { path: repoPath('a.js'), start: 0, end: 0, expect: '', replace: '' };
const origin = { prompt: { id: 'fix', version: 2, hash: 'ab12' }, model: 'claude-x', requestId: 'req_1' };

const proposal = (more: Partial<Proposal> = {}): Proposal => ({
  ...{ id: 'i', key: 'k1', source: 'assistant:fix', title: 'Await the save', addresses: [], patch: [edit] },
  origin,
  ...more,
});

function step(...proposals: Proposal[]): Step {
  const [first = proposal(), ...rest] = proposals;
  return { source: first.source, proposals: [first, ...rest], files: new Map(), tree: '' };
}

it('says what a commit does, and where it came from', () => {
  const two = step(proposal(), proposal({ key: 'k2', title: 'Close the file' }));
  expect(messageOf(two, 'https://github.com/acme/shop/actions/runs/1')).toBe(
    `Mend what the gate found

- Await the save in a.js
- Close the file in a.js

Each was proven by Gatewright on top of the commit before.

Gatewright-Run: https://github.com/acme/shop/actions/runs/1
Gatewright-Proposal: k1
Gatewright-Proposal: k2
Gatewright-Prompt: fix v2 ab12
Gatewright-Model: claude-x
Gatewright-Request-Id: req_1
`,
  );
});

it('says nothing of a model where a fixer worked, nor of a run where there is none', () => {
  const fixed = step(proposal({ source: 'fixer:imports', origin: undefined }));
  const [title, message] = [titleOf(fixed), messageOf(fixed, '')];
  expect(title).toBe('Correct imports');
  expect(message.trimEnd().split('\n').at(-1)).toBe('Gatewright-Proposal: k1');
});

it('keeps a list of many proposals short, and names every one in its trailers', () => {
  const many = Array.from({ length: 60 }, (_, at) => proposal({ key: `k${at}` }));
  const message = messageOf(step(...many), '');
  expect(message).toContain('\n- and 10 more\n');
  expect(message.match(/^Gatewright-Proposal: /gm)).toHaveLength(60);
});

it('lets no title or request id keep workflows away, close, call, or add a trailer', () => {
  const bits = [
    '[skip ci]',
    '***NO_CI***',
    'closes #1',
    '@root',
    'closes GH-1',
    'fixes https://github.com/a/b/issues/1',
  ];
  const hostile = fc
    .array(fc.oneof(fc.constantFrom(...bits, '\n\nskip-checks: true', '\r', '\u2028', '<img>'), fc.string()))
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(hostile, hostile, (title, requestId) => {
      const message = messageOf(step(proposal({ title, origin: { ...origin, requestId } })), '');
      const parts = message.split('\n\n');
      expect(parts).toHaveLength(4);
      expect(parts[1]).toMatch(/^- [^@#[\]*\n\r\u2028<>]{1,100} in a\.js$/);
      expect(parts[1]).not.toMatch(/:\/\/|GH-/i);
      const trailers = parts[3]?.trimEnd().split('\n') ?? [];
      expect(trailers.every((line) => /^Gatewright-[A-Z][A-Za-z-]+: /.test(line))).toBe(true);
      expect(trailers.length).toBeLessThanOrEqual(4);
    }),
  );
});
