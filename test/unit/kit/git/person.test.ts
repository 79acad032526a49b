import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Git } from '../../../../src/kit/git/git.ts';
import { personOf } from '../../../../src/kit/git/person.ts';
import { plainEnv, temporaryFolder, TestRepository } from '../../../support/repository.ts';

let repository: TestRepository;
let git: Git;
let home: string;
beforeEach(async () => {
  repository = new TestRepository();
  ({ git } = await repository.open());
  home = temporaryFolder();
});

const known = (name: string, email: string) => ({
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: email,
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: email,
});
const user = (name: string) => `[user]\n\tname = ${name}\n\temail = ${name}@example.com\n`;
const lay = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(home, file)), { recursive: true });
  fs.writeFileSync(path.join(home, file), text);
};
const ask = (more: NodeJS.ProcessEnv = {}) => personOf(git, { ...plainEnv(), HOME: home, ...more });

describe('whoever commits', () => {
  it('is nobody whom git was not told about, whatever the machine is called', async () => {
    expect(await ask()).toBeNull();
    lay('.gitconfig', '[user]\n\tname = Ada\n');
    expect(await ask()).toBeNull();
  });

  it('is whom the person’s own settings name, and the repository’s before those', async () => {
    lay('.config/git/config', user('xdg'));
    expect(await ask()).toEqual(known('xdg', 'xdg@example.com'));
    lay('.gitconfig', user('home'));
    expect(await ask()).toEqual(known('home', 'home@example.com'));
    lay('named', user('named'));
    expect(await ask({ GIT_CONFIG_GLOBAL: path.join(home, 'named') })).toEqual(
      known('named', 'named@example.com'),
    );
    repository.git('config', 'user.name', 'own');
    expect(await ask()).toEqual(known('own', 'home@example.com'));
  });

  it('can be another one by folder, and by the variables of git', async () => {
    lay('.gitconfig', `${user('home')}[includeIf "gitdir:${repository.root}/"]\n\tpath = ~/work\n`);
    lay('work', user('work'));
    expect(await ask()).toEqual(known('work', 'work@example.com'));
    expect(await ask({ GIT_AUTHOR_NAME: 'Grace', GIT_COMMITTER_EMAIL: 'g@example.com' })).toEqual({
      GIT_AUTHOR_NAME: 'Grace',
      GIT_AUTHOR_EMAIL: 'work@example.com',
      GIT_COMMITTER_NAME: 'work',
      GIT_COMMITTER_EMAIL: 'g@example.com',
    });
  });
});
