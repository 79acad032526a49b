/**
 * The pack on real trees: `node bench/security.ts [--passes N] TREE…`. Beside each pass stands the floor, which is reading the same
 * files into trees of ours and no more; time is that of all processors. At the end a change of ten files in a process that
 * has done nothing yet.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { RepoPath } from '../src/domain/path.ts';
import { compileRule, type Compiled } from '../src/kit/match/compile.ts';
import { Workshop } from '../src/kit/match/formula/workshop.ts';
import { freeze, thaw, type Frozen } from '../src/kit/match/frozen/frozen.ts';
import { lowerFile } from '../src/kit/match/lower/lower.ts';
import { matchFile, type MatchedFile } from '../src/kit/match/match-file.ts';
import type { TreeLanguage } from '../src/kit/match/rule.ts';
import { packed, unpacked } from '../src/kit/packed.ts';
import { languageOf } from '../src/kit/syntax/language.ts';

type Source = MatchedFile & { readonly language: TreeLanguage };

function sourcesOf(root: string): Source[] {
  const names = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return names.flatMap((name): Source[] => {
    const read = languageOf(name as RepoPath);
    const full = path.join(root, name);
    if (!read || name.includes('node_modules') || !fs.statSync(full).isFile()) return [];
    const language = read === 'tsx' ? 'typescript' : read === 'jsx' ? 'javascript' : read;
    return [{ path: name, text: fs.readFileSync(full, 'utf8'), language }];
  });
}

/** As the bundle holds it: a set for each language of the pack, packed. */
type Packs = Readonly<Record<string, string>>;

async function frozenPacks(): Promise<Packs> {
  const { readPack } = await import('../scripts/security-pack.ts');
  const files = readPack();
  const packs: Record<string, string> = {};
  for (const language of new Set(files.map((file) => file.language))) {
    const workshop = new Workshop();
    const compiled: Compiled[] = [];
    const rules = files.flatMap((file) => (file.language === language ? file.rules : []));
    for (const rule of rules) {
      const made = await compileRule({ ...rule, metadata: {} }, workshop);
      if ('queries' in made) compiled.push(made);
      else throw new Error(`${rule.id}: ${JSON.stringify(made)}`);
    }
    packs[language] = packed(freeze(compiled));
  }
  return packs;
}

/** Seconds of all processors that this process uses meanwhile. */
async function secondsOf(task: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function measure(root: string, rules: readonly Compiled[], passes: number): Promise<void> {
  const sources = sourcesOf(root);
  const mb = sources.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
  console.log(`${root}: ${sources.length} files, ${mb.toFixed(2)} MB`);
  for (let pass = 1; pass <= passes; pass++) {
    let found = 0;
    const floor = await secondsOf(async () => {
      for (const { text, language, path: name } of sources) await lowerFile(text, language, name);
    });
    const whole = await secondsOf(async () => {
      for (const source of sources) found += (await matchFile(rules, source)).matches.length;
    });
    const speed = [floor, whole].map((seconds) => `${(mb / seconds).toFixed(2)} MB/s`.padStart(11));
    const memory = `${Math.round(process.memoryUsage().rss / 1e6)} MB`.padStart(8);
    console.log(`  pass ${pass}: floor ${speed[0]}, pack ${speed[1]}, memory ${memory}, ${found} matches`);
  }
}

/** Ten files of middling size, spread over the tree. */
function changeOf(root: string): Source[] {
  const sources = sourcesOf(root).filter(({ text }) => text.length > 2000 && text.length < 12_000);
  return sources.filter((_, at) => at % Math.max(1, Math.floor(sources.length / 10)) === 0).slice(0, 10);
}

/** All that a judge does before it can look, and what it does then. */
async function cold(packs: Packs, root: string): Promise<void> {
  const change = changeOf(root);
  const bytes = change.reduce((sum, source) => sum + source.text.length, 0);
  const begun = performance.now();
  const seconds = await secondsOf(async () => {
    const thawed = new Map<string, Compiled[]>();
    for (const source of change) {
      const name = source.language === 'typescript' ? 'javascript' : source.language;
      const rules = thawed.get(name) ?? thaw(unpacked(packs[name] ?? '') as Frozen);
      thawed.set(name, rules);
      await matchFile(rules, source);
    }
  });
  const spent = `${Math.round(seconds * 1000)} ms of processors in ${Math.round(performance.now() - begun)} ms`;
  console.log(`${root}: ${change.length} files, ${Math.round(bytes / 1000)} kB, cold: ${spent}`);
}

const words = process.argv.slice(2);

/** The same in a process of its own, with the memory that a judge has. */
function again(...given: readonly string[]): void {
  const flags = ['--max-semi-space-size=16', '--heap-growing-percent=50'];
  execFileSync(process.execPath, [...flags, import.meta.filename, ...given], { stdio: 'inherit' });
}

if (words[0] === '--one') {
  const [, file = '', root = '', passes = '0'] = words;
  const packs = JSON.parse(fs.readFileSync(file, 'utf8')) as Packs;
  if (passes === '0') await cold(packs, root);
  else
    await measure(
      root,
      Object.values(packs).flatMap((pack) => thaw(unpacked(pack) as Frozen)),
      Number(passes),
    );
} else {
  const at = words.indexOf('--passes');
  const [, passes = '10'] = at < 0 ? [] : words.splice(at, 2);
  const text = JSON.stringify(await frozenPacks());
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'security-'));
  try {
    const file = path.join(folder, 'packs.json');
    fs.writeFileSync(file, text);
    console.log(`the pack: ${Math.round(text.length / 1000)} kB`);
    for (const root of words) again('--one', file, root, passes);
    for (const root of words) again('--one', file, root);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
