/** Go files of which a build takes one or the other: they have to repeat each other. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Named } from './place.ts';

const CONSTRAINT = /^\/\/(?:go:build|\s*\+build)\s/m;
/** Go reads these words at the end of a name as constraints: `go help buildconstraint`. */
const NAME =
  /_(?:aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|wasip1|windows|386|amd64|arm|arm64|loong64|mips\w*|ppc64\w*|riscv64|s390x|wasm)\.go$/;
const HEADER_BYTES = 4_000;

/** Whether both files are built only under some condition. */
export function areVariants(one: Named, other: Named): boolean {
  return (
    one.path !== other.path && [one, other].every((side) => side.language === 'go' && isConstrained(side))
  );
}

function isConstrained({ path, read: { bytes } }: { path: RepoPath; read: Named['read'] }): boolean {
  if (NAME.test(path)) return true;
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_BYTES)).toString(
    'latin1',
  );
  return CONSTRAINT.test(header.split(/^package\s/m, 1)[0] ?? '');
}
