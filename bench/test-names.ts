/**
 * Whether tests would be put where people put them: `node bench/test-names.ts CHECKOUT…`.
 * Takes away each test whose source has a name of its own, and asks where a test of that source goes.
 */
import fs from 'node:fs';
import path from 'node:path';
import { repoPath, type RepoPath } from '../src/domain/path.ts';
import { isTest } from '../src/kit/protected-path.ts';
import { readNaming } from '../src/propose/assistant/tasks/tests/naming.ts';

const NAMES: readonly RegExp[] = [
  /^(.+?)[.-](?:test|spec)(\.\w+)$/,
  /^test_(.+)(\.py)$/,
  /^(.+)_test(\.(?:py|go))$/,
  /^(.+)Tests?(\.java)$/,
];

for (const dir of process.argv.slice(2)) {
  const paths = filesIn(dir);
  const asked = paths.filter(isTest).flatMap((test) => {
    const source = sourceOf(test, paths);
    return source === null ? [] : [{ test, source }];
  });
  const counts = { same: 0, another: 0, nowhere: 0 };
  for (const { test, source } of asked) {
    const [place] = readNaming(paths.filter((one) => one !== test))(source);
    counts[!place ? 'nowhere' : place.path === test ? 'same' : 'another']++;
    if (place && place.path !== test) console.log(`  ${source}: ${place.path} instead of ${test}`);
  }
  console.log(`${dir}: ${asked.length} tests taken away, ${JSON.stringify(counts)}`);
}

function filesIn(dir: string): RepoPath[] {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/(?:^|\/)(?:\.git|node_modules)\//.test(file))
    .map(repoPath);
}

/** The only file that the test can be about, by its name. */
function sourceOf(test: RepoPath, paths: readonly RepoPath[]): RepoPath | null {
  const found = NAMES.map((name) => name.exec(path.posix.basename(test))).find((match) => match !== null);
  const name = found ? `${found[1]}${found[2]}` : '';
  const [source, another] = paths.filter((one) => path.posix.basename(one) === name && !isTest(one));
  return source === undefined || another !== undefined ? null : source;
}
