/** Imports: modules that a change imports and that nothing provides, in JavaScript, TypeScript and Python. */
import type { Validator } from '../../../domain/validator.ts';
import { appliesTo } from './applies.ts';

export const imports: Validator = {
  id: 'imports',
  deadline: 120_000,
  appliesTo,
  load: async () => (await import('./judge.ts')).judge,
};
