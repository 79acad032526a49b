import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EnvironmentError } from '../../../../src/errors.ts';
import { Git } from '../../../../src/kit/git/git.ts';
import { environment, settings } from '../../../../src/kit/git/profile.ts';
import { plainEnv, temporaryFolder, TestRepository } from '../../../support/repository.ts';

const place = { gitDir: '/r/.git', root: '/r' };

/** A git that does what the script says, for ways of misbehaving that the real one cannot be asked for. */
function scripted(script: string, signal?: AbortSignal): Git {
  const bin = temporaryFolder();
  fs.writeFileSync(path.join(bin, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return new Git({
    gitDir: bin,
    root: null,
    env: { PATH: `${bin}${path.delimiter}${process.env['PATH']}` },
    signal,
  });
}

describe('the environment of git', () => {
  it('is built from nothing: no secret and no setting of the caller gets in', () => {
    const caller = {
      PATH: `.${path.delimiter}/usr/bin${path.delimiter}relative`,
      HOME: '/home/person',
      GITHUB_TOKEN: 'secret',
      ANTHROPIC_API_KEY: 'secret',
      GIT_SSH_COMMAND: 'evil',
      GIT_CONFIG_PARAMETERS: "'core.fsmonitor=evil'",
      GIT_EXTERNAL_DIFF: 'evil',
      GIT_INDEX_FILE: '/r/.git/other',
      LD_PRELOAD: 'evil.so',
    };
    const built = environment(caller, place);
    expect(built['PATH']).toBe('/usr/bin');
    expect(built['GIT_INDEX_FILE']).toBe('/r/.git/other');
    expect(
      Object.keys(built)
        .filter((name) => name in caller)
        .sort(),
    ).toEqual(['GIT_INDEX_FILE', 'GIT_SSH_COMMAND', 'PATH']);
    expect(JSON.stringify(built)).not.toMatch(/secret|evil/);
  });

  it('carries settings whose keys have any characters', () => {
    const carried = settings([['filter.a=b.clean', '']]);
    const last = Number(carried['GIT_CONFIG_COUNT']) - 1;
    expect(carried[`GIT_CONFIG_KEY_${last}`]).toBe('filter.a=b.clean');
    expect(carried[`GIT_CONFIG_VALUE_${last}`]).toBe('');
  });

  it('wins over what the repository says', async () => {
    const repository = new TestRepository();
    repository.git('config', 'core.hooksPath', 'hooks');
    repository.git('config', 'protocol.allow', 'always');
    const git = new Git({
      gitDir: path.join(repository.root, '.git'),
      root: repository.root,
      env: plainEnv(),
    });
    expect(await git.text(['config', '--get', 'core.hooksPath'])).toBe('/dev/null');
    expect(await git.text(['config', '--get', 'protocol.allow'])).toBe('never');
  });
});

describe('running git', () => {
  it('passes arguments as they are, without a shell', async () => {
    const git = scripted('for each in "$@"; do printf "<%s>" "$each"; done');
    expect(await git.text(['$(touch x)', '`id`', 'a b', '*', "'", '', '\n'])).toBe(
      "<$(touch x)><`id`><a b><*><'><><\n>",
    );
  });

  it('turns an exit code that is no answer into one sentence that is safe to show', async () => {
    const git = scripted('printf "fatal: \\033[31mred\\nsecond" >&2; exit 3');
    await expect(git.text(['status'])).rejects.toThrow(EnvironmentError);
    await expect(git.text(['status'])).rejects.toThrow(
      /git status failed in .*: fatal: \\u\{1b\}\[31mred second$/,
    );
    expect((await git.run(['status'], { answers: [0, 3] })).code).toBe(3);
  });

  it('ends a git that hangs, even one that ignores being asked to [T113]', async () => {
    const git = scripted('trap "" TERM; while :; do sleep 0.1; done');
    await expect(git.text(['status'], { timeout: 200 })).rejects.toThrow(
      'git status did not finish within 0.2 s.',
    );
  });

  it('ends a git that prints without end', async () => {
    const git = scripted('while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done');
    await expect(git.bytes(['log'], { maxBytes: 100_000 })).rejects.toThrow(
      'git log printed over 100000 bytes.',
    );
  });

  it('stops when the run is cancelled, before and meanwhile', async () => {
    const controller = new AbortController();
    const git = scripted('exec sleep 30', controller.signal);
    const running = git.text(['log']);
    setTimeout(() => controller.abort(new Error('cancelled')), 50);
    await expect(running).rejects.toThrow('cancelled');
    await expect(git.text(['log'])).rejects.toThrow('cancelled');
  });

  it('ends the programs that a fetch has started, too', async () => {
    const trace = path.join(temporaryFolder(), 'alive');
    const git = scripted(`(sleep 1.5; touch ${trace}) & wait`);
    await expect(git.text(['fetch'], { timeout: 100, group: true })).rejects.toThrow(/did not finish/);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(fs.existsSync(trace)).toBe(false);
  });

  it('does not wait for a git that leaves its input unread', async () => {
    const git = scripted('exec <&-; echo done');
    expect(await git.text(['hash-object'], { input: Buffer.alloc(1_000_000) })).toBe('done');
  });
});
