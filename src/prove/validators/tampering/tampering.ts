/** Tampering: a change that edits what judges changes. It was judged without the edit, and people must know of it. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Validator } from '../../../domain/validator.ts';
import { isPolicy, isWorkflow } from './guarded.ts';

export const tampering: Validator = {
  id: 'tampering',
  deadline: 20_000,
  comparesTrees: true,
  seldom: true,
  together: true,
  appliesTo,
  load: async () => (await import('./judge.ts')).judgeTampering,
};

/** Whatever else the file is called (generated, vendored): what it does counts. */
function appliesTo({ path }: ChangedFile): true | string {
  return isWorkflow(path) || isPolicy(path) || 'it is no part of the gate';
}
