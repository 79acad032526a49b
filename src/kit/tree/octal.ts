/** Modes of a tree's entries as git writes them. */
import type { Mode } from '../../domain/tree.ts';

export const OCTAL: Readonly<Record<Mode, string>> = {
  file: '100644',
  executable: '100755',
  symlink: '120000',
  submodule: '160000',
};
