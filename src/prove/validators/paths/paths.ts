/** Judges what paths are: names, links and submodules. Contents are for others. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Validator } from '../../../domain/validator.ts';
import { GITMODULES } from './gitmodules.ts';

export const paths: Validator = {
  id: 'paths',
  deadline: 20_000,
  comparesTrees: true,
  together: true,
  appliesTo: whyJudged,
  load: async () => (await import('./judge.ts')).judgePaths,
};

/** Names can go wrong when they are new, links and submodules whenever they change. */
function whyJudged(file: ChangedFile): true | string {
  if (!file.head) return 'deleted: no name, link or submodule is left to judge';
  if (file.status === 'added' || file.status === 'type-changed') return true;
  if (file.head.mode === 'symlink' || file.head.mode === 'submodule' || file.path === GITMODULES) return true;
  return 'its name is not new, and it is neither a link nor a submodule';
}
