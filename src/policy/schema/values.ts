/** Values that several keys of a policy have. Every `error` is what was expected, as a phrase that follows "expected". */
import { z } from 'zod';

export const repositoryPath = /^(?!\.{0,2}\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+$/;
const glob = z
  .string({ error: 'a glob in quotes' })
  .max(500, { error: 'at most 500 characters' })
  .regex(repositoryPath, { error: 'a glob from the root of the repository, without / or ./ in front' });
export const globs = z.array(glob, { error: 'a list of globs' }).max(500, { error: 'at most 500 globs' });
