/** What the caller leaves out is off; everything else stays as the policy says. */
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../src/policy/load.ts';
import { restrict } from '../../../src/policy/restrict.ts';
import { treeOf } from '../../support/trees.ts';

const levels = async (only: string[], skip: string[]) => {
  const policy = restrict(await loadPolicy({ base: treeOf({}), baseCommit: null }), only, skip);
  return [...policy.validators].map(([id, { level }]) => `${id} ${level}`);
};

describe('restrict', () => {
  it('switches off what --only does not name', async () => {
    expect(await levels(['lint'], [])).toEqual([
      'lint block',
      'imports off',
      'paths off',
      'duplication off',
      'security off',
      'tampering off',
      'secrets off',
    ]);
  });

  it('switches off what --skip names, also when --only names it', async () => {
    expect(await levels(['lint', 'paths'], ['lint'])).toEqual([
      'lint off',
      'imports off',
      'paths block',
      'duplication off',
      'security off',
      'tampering off',
      'secrets off',
    ]);
  });

  it('changes nothing when nobody asks', async () => {
    expect(await levels([], [])).toEqual([
      'lint block',
      'imports block',
      'paths block',
      'duplication block',
      'security block',
      'tampering block',
      'secrets block',
    ]);
  });
});
