/** Which paths a rule looks at, by the globs of its file. */
import picomatch from 'picomatch';
import type { PathGlobs } from '../../domain/policy.ts';

/** Whether the rule looks at a path, `/`-separated from the root of the repository. */
export function pathTest({ include, exclude }: PathGlobs): (path: string) => boolean {
  const [wanted, left] = [include, exclude].map((globs) =>
    globs.length > 0 ? picomatch(globs.flatMap(spread), OPTIONS) : undefined,
  );
  return (path) => (wanted?.(path) ?? true) && !(left?.(path) ?? false);
}

// `s`: a line break in a name must not let the file slip past `**`.
const OPTIONS = { dot: true, flags: 's', windows: false } as const;

/** A glob names a file or a folder with all that is in it; without a slash in front it may begin anywhere. */
function spread(glob: string): string[] {
  const bare = glob.replace(/^\/|\/$/g, '');
  const from = glob.startsWith('/') || bare.startsWith('**/') ? bare : `**/${bare}`;
  const inside = `${from}/**/*`;
  return glob.endsWith('/') ? [inside] : [from, inside];
}
