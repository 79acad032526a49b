import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { addedIn, summary, temporaryFolder, TestRepository } from '../../support/repository.ts';

const BASE = { 'a.ts': 'const a = 1;\n// $Id$\n', 'b.txt': 'one\r\ntwo\r\n', 'c.bin': 'x\n' };
const HEAD = {
  'a.ts': 'const a = 2;\n// $Id$\nconst b = 1;\n',
  'b.txt': 'one\r\nTWO\r\n',
  'c.bin': 'x\ny\n',
};

const ATTRIBUTES = [
  '*.ts -diff ident filter=evil',
  '*.txt working-tree-encoding=UTF-16 text eol=crlf diff=evil filter=evil',
  '*.bin binary filter=lfs diff=lfs merge=lfs -text export-ignore linguist-generated',
].join('\n');

/** What a change says about its files, without the names of its ends. */
function told(change: Change) {
  return change.files
    .filter((file) => file.path !== '.gitattributes')
    .map((file) => ({
      path: file.path,
      status: file.status,
      head: file.head,
      lines: addedIn(file),
      exempt: file.exempt,
    }));
}

/** Settings of the repository by which git, if it obeyed, would run a program that leaves a trace. */
function armed(repository: TestRepository, sentinel: string): void {
  const run = path.join(repository.root, '.git', 'evil.sh');
  fs.writeFileSync(run, `#!/bin/sh\ntouch ${sentinel}\ncat 2>/dev/null\n`, { mode: 0o755 });
  const settings = [
    ['core.fsmonitor', run],
    ['core.hooksPath', '.git/evil-hooks'],
    ['core.pager', run],
    ['core.sshCommand', run],
    ['core.askPass', run],
    ['core.alternateRefsCommand', run],
    ['credential.helper', `!${run}`],
    ['diff.external', run],
    ['diff.evil.command', run],
    ['diff.evil.textconv', run],
    ['diff.lfs.textconv', run],
    ['filter.evil.clean', run],
    ['filter.evil.smudge', run],
    ['filter.evil.required', 'true'],
    ['filter.lfs.process', run],
    ['filter.a=b.clean', run],
    ['uploadpack.packObjectsHook', run],
    ['gpg.program', run],
  ];
  for (const [key = '', value = ''] of settings) repository.git('config', key, value);
  fs.mkdirSync(path.join(repository.root, '.git/evil-hooks'));
  const hooks = [
    'post-checkout',
    'post-index-change',
    'reference-transaction',
    'pre-commit',
    'fsmonitor-watchman',
  ];
  for (const hook of hooks) fs.copyFileSync(run, path.join(repository.root, '.git/evil-hooks', hook));
}

describe('attributes of a repository', () => {
  it('change nothing about what is read between commits [T65]', async () => {
    const [plain, dressed] = [new TestRepository(), new TestRepository()];
    const base = plain.commit(BASE);
    const expected = told(await plain.between(base, plain.commit(HEAD, { parents: [base] })));
    const from = dressed.commit({ ...BASE, '.gitattributes': '* text=auto\n' });
    const head = dressed.commit({ ...HEAD, '.gitattributes': ATTRIBUTES }, { parents: [from] });
    dressed.write('.git/info/attributes', ATTRIBUTES);
    dressed.git('config', 'diff.algorithm', 'patience');
    expect(told(await dressed.between(from, head))).toEqual(expected);
    expect(expected.map((file) => file.lines)).toEqual([[1, 3], [2], [2]]);
  });

  it('run no filter, text conversion, hook or monitor, between commits or in the working tree [T65] [T67]', async () => {
    const sentinel = path.join(temporaryFolder(), 'ran');
    const repository = new TestRepository();
    for (const [name, content] of Object.entries(BASE)) repository.write(name, content);
    repository.write('.gitattributes', '*.txt text\n');
    repository.write('weird.x', 'x\n');
    // Newer than the index: git cannot tell by time that it did not change, and would ask the filter.
    const later = new Date(Date.now() + 86_400_000);
    fs.utimesSync(path.join(repository.root, 'weird.x'), later, later);
    const base = repository.commitAll();
    repository.write('.gitattributes', `${ATTRIBUTES}\n*.x filter=a=b\n`);
    armed(repository, sentinel);
    for (const [name, content] of Object.entries(HEAD)) repository.write(name, content);
    const change = await repository.read({ kind: 'worktree' });
    expect(summary(change)).toEqual([
      'modified .gitattributes',
      'modified a.ts',
      'modified b.txt',
      'modified c.bin',
    ]);
    await repository.read({ kind: 'staged' });
    await repository.read({ kind: 'all', paths: ['.'] });
    await repository.between(base, repository.commit(HEAD, { parents: [base] }));
    expect(fs.existsSync(sentinel)).toBe(false);
  });

  it('would have run them under plain git, so that the trap is a real one', () => {
    const sentinel = path.join(temporaryFolder(), 'ran');
    const repository = new TestRepository();
    repository.write('a.ts', 'a\n');
    repository.commitAll();
    armed(repository, sentinel);
    try {
      repository.git('status');
    } catch {
      // What it ran, not what it said.
    }
    expect(fs.existsSync(sentinel)).toBe(true);
  });

  it('send no request to the server that .lfsconfig names [T68]', async () => {
    let requests = 0;
    const server = http.createServer((_, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`;
    const repository = new TestRepository();
    repository.write('a.txt', 'a\n');
    const base = repository.commitAll();
    repository.write('.lfsconfig', `[lfs]\n\turl = ${url}\n`);
    repository.write('.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n');
    repository.write('a.bin', pointer);
    repository.git('config', 'remote.origin.url', url);
    repository.git('config', 'remote.origin.promisor', 'true');
    repository.git('config', 'extensions.partialClone', 'origin');
    const head = repository.commit({ 'a.bin': pointer }, { parents: [base] });
    await repository.read({ kind: 'worktree' });
    const change = await repository.between(base, head);
    await change.head.bytes('b'.repeat(40));
    expect(requests).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });
});
