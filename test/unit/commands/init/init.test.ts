/** What init writes is valid, and what it says to do is in the order of doing. */
import { describe, expect, it } from 'vitest';
import workflows from 'virtual:workflows';
import { USES_PLACEHOLDER } from '../../../../src/commands/init/edition.ts';
import { nextSteps } from '../../../../src/commands/init/next-steps.ts';
import { POLICY } from '../../../../src/commands/init/policy.ts';
import { DEFAULTS } from '../../../../src/policy/defaults.ts';
import { parsePolicy } from '../../../../src/policy/parse.ts';

const EDITION = { uses: '', slug: 'gatewright/gatewright', version: '0.1.0', pinned: true };

describe('the policy', () => {
  it('says what holds without it', () => {
    expect(parsePolicy('x.yml', POLICY)).toEqual(DEFAULTS);
  });

  it('is valid with what is commented out as well', () => {
    const open = POLICY.replace(/^# (validators:| {2,})/gm, '$1');
    expect(open).not.toBe(POLICY);
    expect(parsePolicy('x.yml', open).validators.get('lint')?.ignore).toEqual(['legacy/**']);
  });
});

describe('the workflows', () => {
  it('have one place where the edition goes', () => {
    for (const text of Object.values(workflows)) expect(text.split(USES_PLACEHOLDER)).toHaveLength(2);
  });
});

describe('the next steps', () => {
  it('allow the event before the check is required, in the hardened variant alone', () => {
    const hardened = nextSteps({ edition: EDITION, variant: 'hardened', branch: 'main' });
    expect(hardened.indexOf('allow pull_request_target')).toBeGreaterThan(0);
    expect(hardened.indexOf('allow pull_request_target')).toBeLessThan(hardened.indexOf('Require the check'));
    expect(nextSteps({ edition: EDITION, variant: 'simple', branch: 'main' })).not.toContain(
      'pull_request_target',
    );
  });

  it('say how to find the commit when it is not known', () => {
    const edition = { ...EDITION, pinned: false };
    const steps = nextSteps({ edition, variant: 'simple', branch: 'main' });
    expect(steps).toContain("git ls-remote https://github.com/gatewright/gatewright 'refs/tags/v0.1.0*'");
    expect(steps).toContain('within the last seven days');
  });

  it('show a branch’s name inertly', () => {
    expect(nextSteps({ edition: EDITION, variant: 'simple', branch: 'a\u001b[31m' })).not.toContain('\u001b');
  });
});
