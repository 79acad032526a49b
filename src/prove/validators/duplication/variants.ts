/** Files of which one or the other is in use: Go files under constraints, drivers of databases. They have to repeat each other. */
import type { RepoPath } from '../../../domain/path.ts';
import type { Named } from './place.ts';

const CONSTRAINT = /^\/\/(?:go:build|\s*\+build)\s/m;
/** Go reads these words at the end of a name as constraints: `go help buildconstraint`. */
const NAME =
  /_(?:aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|wasip1|windows|386|amd64|arm|arm64|loong64|mips\w*|ppc64\w*|riscv64|s390x|wasm)\.go$/;
const HEADER_BYTES = 4_000;

const DATABASE =
  /(?<![a-z])(?:mysql|mariadb|postgres|postgresql|pg|sqlite3?|mssql|sqlserver|oracle|mongodb)(?![a-z])/gi;

/** Whether both files are built only under some condition, or both say the same to two databases. */
export function areVariants(one: Named, other: Named): boolean {
  if (one.path === other.path) return false;
  return (
    [one, other].every((side) => side.language === 'go' && isConstrained(side)) ||
    (one.unit.name === other.unit.name && isOfOtherDatabase(one.path, other.path))
  );
}

/** The paths differ in the name of a database, and in nothing else. */
function isOfOtherDatabase(one: RepoPath, other: RepoPath): boolean {
  return one.replace(DATABASE, '') === other.replace(DATABASE, '');
}

function isConstrained({ path, read: { bytes } }: { path: RepoPath; read: Named['read'] }): boolean {
  if (NAME.test(path)) return true;
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_BYTES)).toString(
    'latin1',
  );
  return CONSTRAINT.test(header.split(/^package\s/m, 1)[0] ?? '');
}
