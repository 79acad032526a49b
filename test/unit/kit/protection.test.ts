/** What the policy names is out of reach, however a folder is written. */
import { expect, it } from 'vitest';
import { repoPath } from '../../../src/domain/path.ts';
import { protectionOf } from '../../../src/kit/protection.ts';
import { policyFor } from '../../support/policy.ts';

const protects = (glob: string, path: string): boolean =>
  protectionOf(policyFor({}, { protected: [glob] }))(repoPath(path)) !== null;

it.each(['src', 'src/', 'src/**', 'src/a/b.ts', '**/b.ts', '**/a', 's*c'])(
  'takes %j for src/a/b.ts',
  (glob) => {
    expect(protects(glob, 'src/a/b.ts')).toBe(true);
  },
);

it.each(['src', 'src/', 'lib/**', 'b.ts', '*.ts'])('takes %j for no other file', (glob) => {
  expect(protects(glob, 'other/src/b.ts')).toBe(false);
  expect(protects(glob, 'srcs/b.ts')).toBe(false);
});
