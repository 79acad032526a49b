import { describe, expect, it } from 'vitest';
import { NO_CONSENT, type Accept, type Consent } from '../../../../src/domain/consent.ts';
import type { Finding } from '../../../../src/domain/finding.ts';
import { heed } from '../../../../src/prove/standing/consent.ts';
import { findingOf } from '../../../support/report.ts';
import { policyOf } from './fixture.ts';

const FIRST = 'ab12cd34'.padEnd(32, '0');
const SECOND = 'ab12cd34'.padEnd(32, '1');
const ESCALATE = { escalate: [{ rules: ['lint/no-eval' as const], to: ['Ada', 'bob'] }] };

const accept = (fingerprint: string, current = true): Accept => ({
  fingerprint,
  by: 'ada',
  reason: 'known',
  url: 'u',
  current,
});
const said = (consent: Partial<Consent>): Consent => ({ ...NO_CONSENT, ...consent });
const approved = (...by: string[]) => said({ approvals: by.map((login) => ({ by: login, url: 'r' })) });

function marked(findings: Finding[], consent: Consent, more: Parameters<typeof policyOf>[1] = {}) {
  const { evidence, notes } = heed({ outcomes: [], findings }, { policy: policyOf({}, more), consent });
  return { standings: evidence.findings.map(({ standing }) => standing), findings: evidence.findings, notes };
}

describe('an accept', () => {
  it('marks the finding of its fingerprint, with who said it, and no other', () => {
    const { standings, findings } = marked(
      [findingOf({ fingerprint: FIRST }), findingOf({ fingerprint: SECOND })],
      said({ accepts: [accept(FIRST)] }),
    );
    expect(standings).toEqual(['accepted', 'new']);
    expect(findings[0]?.accepted).toEqual(accept(FIRST));
  });

  it('counts by its beginning when no other finding begins so', () => {
    const consent = said({ accepts: [accept('ab12cd34')] });
    expect(marked([findingOf({ fingerprint: FIRST })], consent).standings).toEqual(['accepted']);
  });

  it('does not count when another finding begins so, whatever its standing, and says it', () => {
    const findings = [
      findingOf({ fingerprint: FIRST }),
      findingOf({ fingerprint: SECOND, standing: 'baseline' }),
    ];
    const { standings, notes } = marked(findings, said({ accepts: [accept('ab12cd34')] }));
    expect(standings).toEqual(['new', 'baseline']);
    expect(notes).toEqual([
      'The accept of ab12cd34 by ada does not count: 2 findings begin so, so give all 32 digits.',
    ]);
  });

  it('of an earlier head does not count where the fingerprint leaves out a secret, and says it', () => {
    const finding = findingOf({ fingerprint: FIRST, partial: true });
    const { standings, notes } = marked([finding], said({ accepts: [accept(FIRST, false)] }));
    expect(standings).toEqual(['new']);
    expect(notes).toEqual([expect.stringContaining('one of a line that may hold a secret')]);
    expect(marked([finding], said({ accepts: [accept(FIRST)] })).standings).toEqual(['accepted']);
  });

  it('of an earlier head counts as long as the code is the same, which only a whole fingerprint can tell', () => {
    const finding = findingOf({ fingerprint: FIRST });
    const whole = marked([finding], said({ accepts: [accept(FIRST, false)] }));
    expect(whole).toMatchObject({ standings: ['accepted'], notes: [] });
    const short = marked([finding], said({ accepts: [accept('ab12cd34', false)] }));
    expect(short).toMatchObject({
      standings: ['new'],
      notes: [
        'The accept of ab12cd34 by ada does not count: it is not known to be about this head, and one of a ' +
          'shortened fingerprint counts for one head alone.',
      ],
    });
  });

  it('of an earlier head does not count for a whole file, of which the fingerprint has only the path', () => {
    const finding = findingOf({ fingerprint: FIRST, wholeFile: true });
    const { standings, notes } = marked([finding], said({ accepts: [accept(FIRST, false)] }));
    expect(standings).toEqual(['new']);
    expect(notes[0]).toContain('one of a whole file counts for one head alone');
    const renewed = said({ accepts: [accept(FIRST, false), accept(FIRST)] });
    expect(marked([finding], renewed)).toMatchObject({ standings: ['accepted'], notes: [] });
    const bound = { ...finding, subject: 'file 1234' };
    expect(marked([bound], said({ accepts: [accept(FIRST, false)] })).standings).toEqual(['accepted']);
  });

  it('of what is repeated covers the repetition', () => {
    const findings = [
      findingOf({ fingerprint: FIRST }),
      findingOf({ fingerprint: FIRST, standing: 'duplicate' }),
    ];
    expect(marked(findings, said({ accepts: [accept(FIRST)] })).standings).toEqual(['accepted', 'accepted']);
  });

  it('changes no standing but new and duplicate', () => {
    const others = (['outside-diff', 'baseline', 'suppressed'] as const).map((standing) =>
      findingOf({ fingerprint: FIRST, standing }),
    );
    const { standings } = marked(others, said({ accepts: [accept(FIRST)] }));
    expect(standings).toEqual(['outside-diff', 'baseline', 'suppressed']);
  });

  it('counts for nothing where the policy lets nobody accept', () => {
    const consent = said({ accepts: [accept(FIRST)] });
    expect(marked([findingOf({ fingerprint: FIRST })], consent, { accept: 'nobody' }).standings).toEqual([
      'new',
    ]);
  });

  it('that was refused is told while its finding stands, and not any more when it is gone', () => {
    const consent = said({ refused: [{ fingerprint: FIRST, why: 'The author cannot.' }] });
    expect(marked([findingOf({ fingerprint: FIRST })], consent).notes).toEqual(['The author cannot.']);
    expect(marked([findingOf({ fingerprint: SECOND })], consent).notes).toEqual([]);
  });
});

describe('what could not be read', () => {
  const consent = said({ notes: ['No accept counts.'] });

  it('is told when there is a finding that it could have been about', () => {
    expect(marked([findingOf()], consent).notes).toEqual(['No accept counts.']);
  });

  it('is not told when nobody has to say anything', () => {
    expect(marked([], consent).notes).toEqual([]);
    expect(marked([findingOf({ standing: 'baseline' })], consent).notes).toEqual([]);
  });
});

describe('an escalated finding', () => {
  const finding = findingOf({ rule: 'lint/no-eval', severity: 'note', fingerprint: FIRST });

  it('waits for one of the people whom the policy names, whatever its severity', () => {
    expect(marked([finding], NO_CONSENT, ESCALATE).findings[0]?.awaits).toEqual([['Ada', 'bob']]);
    expect(marked([finding], approved('eve'), ESCALATE).findings[0]?.awaits).toEqual([['Ada', 'bob']]);
  });

  it('is accepted by an approval, however the login is written', () => {
    const [released] = marked([finding], approved('eve', 'ADA'), ESCALATE).findings;
    expect(released).toMatchObject({
      standing: 'accepted',
      accepted: { by: 'ADA', reason: 'approved this head' },
    });
    expect(released).not.toHaveProperty('awaits');
  });

  it('needs one of each group that the policy names for its rule', () => {
    const both = { escalate: [...ESCALATE.escalate, { rules: ['lint/no-eval' as const], to: ['cleo'] }] };
    expect(marked([finding], approved('bob'), both).findings[0]?.awaits).toEqual([['cleo']]);
    expect(marked([finding], approved('bob', 'cleo'), both).findings[0]?.accepted?.by).toBe('bob and cleo');
  });

  it('is not released by an accept, which is said', () => {
    const { findings, notes } = marked([finding], said({ accepts: [accept(FIRST)] }), ESCALATE);
    expect(findings[0]).toMatchObject({ standing: 'new', awaits: [['Ada', 'bob']] });
    expect(notes).toEqual([
      'What ada accepts at src/a.ts:3 still waits: the policy escalates lint/no-eval, so only an approval releases it.',
    ]);
  });

  it('waits for nobody when it is no finding of the change, or when every line is judged', () => {
    const old = { ...finding, standing: 'outside-diff' as const };
    expect(marked([old], NO_CONSENT, ESCALATE).findings[0]).toEqual(old);
    const policy = policyOf({}, ESCALATE);
    const heeded = heed({ outcomes: [], findings: [finding] }, { policy, consent: NO_CONSENT, audit: true });
    expect(heeded.evidence.findings).toEqual([finding]);
  });
});
