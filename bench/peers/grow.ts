/** Makes a repository several times as large, so that every file is new and the same commit can be judged in it. */
import type { Workplace } from './workplace.ts';

const TEXT = /\.([cm]?[jt]s|[jt]sx|py|java|go|json|md|css|scss|less|html|vue|svelte|ya?ml|toml)$/;
const CODE = /\.([cm]?[jt]s|[jt]sx|py|java|go)$/;
const DECLARED = /\b(?:const|let|var|function|class|def|func)\s+([A-Za-z_]\w{2,})/g;

/** Two commits on top of the base: the copies, and on top of them what the commit changes. */
export function grow(workplace: Workplace, times: number): { base: string; head: string } {
  const base = `${workplace.commit}^`;
  const files = textsOf(workplace, base);
  const stream: Buffer[] = [];
  const line = (text: string) => stream.push(Buffer.from(`${text}\n`));
  line(`commit refs/heads/grown\n${header('grow')}from ${workplace.git('rev-parse', base)}`);
  for (let copy = 1; copy < times; copy++) {
    for (const [file, text] of files) {
      const edited = Buffer.from(edit(file, text, copy));
      line(`M 100644 inline copy${copy}/${file}\ndata ${edited.length}`);
      stream.push(edited);
      line('');
    }
  }
  line(`commit refs/heads/grown\n${header('change')}`.trimEnd());
  line(changesOf(workplace, base));
  workplace.feed(['fast-import', '--quiet'], Buffer.concat(stream));
  // As a clone would have it: one pack, with deltas.
  workplace.git('repack', '-a', '-d', '--quiet');
  return { base: workplace.git('rev-parse', 'grown^'), head: workplace.git('rev-parse', 'grown') };
}

const header = (message: string) =>
  `committer bench <bench@example.com> 1700000000 +0000\ndata ${message.length}\n${message}\n`;

/** Every text of a commit, by path. */
function textsOf(workplace: Workplace, commit: string): Map<string, string> {
  const listed = workplace.git('ls-tree', '-r', '-z', commit).split('\0').filter(Boolean);
  const blobs = listed.flatMap((record) => {
    const [, oid = '', file = ''] = /^100\d+ blob (\w+)\t(.*)$/s.exec(record) ?? [];
    return TEXT.test(file) && !/[\n"]/.test(file) ? [{ oid, file }] : [];
  });
  const printed = workplace.feed(['cat-file', '--batch'], blobs.map(({ oid }) => `${oid}\n`).join(''));
  const texts = new Map<string, string>();
  let at = 0;
  for (const { file } of blobs) {
    const head = printed.indexOf(10, at);
    const size = Number(printed.subarray(at, head).toString().split(' ')[2]);
    texts.set(file, printed.subarray(head + 1, head + 1 + size).toString('utf8'));
    at = head + size + 2;
  }
  return texts;
}

/** Code has what it declares renamed; other texts get a line at their end. */
function edit(file: string, text: string, copy: number): string {
  const names = CODE.test(file)
    ? new Set(Array.from(text.matchAll(DECLARED), ([, name]) => name))
    : new Set();
  const renamed = text.replace(/(?<![.\w$/'"`-])[A-Za-z_]\w{2,}(?![\w$'"`/-])/g, (word) =>
    names.has(word) ? `${word}${copy}` : word,
  );
  return renamed === text ? `${text}${'\n'.repeat(copy)}` : renamed;
}

/** What a commit changes, as `git fast-import` reads it. */
function changesOf(workplace: Workplace, base: string): string {
  const listed = workplace.git('diff-tree', '-r', '--no-renames', base, workplace.commit);
  return listed
    .split('\n')
    .map((record) => {
      const [, mode, oid, status, file] = /^:\d+ (\d+) \w+ (\w+) (\w)\t(.*)$/.exec(record) ?? [];
      return status === 'D' ? `D ${file}` : `M ${mode} ${oid} ${file}`;
    })
    .join('\n');
}
