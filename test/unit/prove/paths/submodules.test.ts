import { describe, expect, it } from 'vitest';
import { parseGitmodules } from '../../../../src/prove/validators/paths/gitmodules.ts';
import { found, judge, link } from './support.ts';

const modules = (url: string, more = ''): string =>
  `[submodule "lib"]\n\tpath = lib\n\turl = ${url}\n${more}`;
const at = (digit: string) => ({ commit: digit.repeat(40) });
const HTTPS = 'https://example.com/lib.git';

describe('submodules', () => {
  it.each([
    '-u./payload',
    '--upload-pack=touch x',
    'ssh://-oProxyCommand=x/y',
    'ssh://git@-oProxyCommand=x/y',
    'git@-oProxyCommand=x:y',
    'ext::sh -c "touch x"',
    'fd::17',
    'file:///etc',
    '/srv/git/lib',
    'C:\\lib',
    'https://example.com/%0ahost=evil',
  ])('with the hostile URL %s are found when they are added [T58]', async (url) => {
    const head = { '.gitmodules': modules(url.replaceAll('\\', '\\\\')), lib: at('1') };
    expect(await found({}, head)).toEqual(['untrusted-submodule .gitmodules']);
  });

  it('with a hostile URL are found when they are bumped, and nothing is fetched [T58]', async () => {
    const base = { '.gitmodules': modules('-u./payload'), lib: at('1') };
    expect(await found(base, { ...base, lib: at('2') })).toEqual(['untrusted-submodule lib']);
  });

  it('that run a command, or have a name or path that leads astray, are found [T58]', async () => {
    expect(await found({}, { '.gitmodules': modules(HTTPS, '\tupdate = !sh x\n') })).toEqual([
      'untrusted-submodule .gitmodules',
    ]);
    const name = `[submodule "../../hooks"]\n\tpath = lib\n\turl = ${HTTPS}\n`;
    expect(await found({}, { '.gitmodules': name })).toEqual(['untrusted-submodule .gitmodules']);
    const path = `[submodule "lib"]\n\tpath = -x\n\turl = ${HTTPS}\n`;
    expect(await found({}, { '.gitmodules': path })).toEqual(['untrusted-submodule .gitmodules']);
  });

  it('that come from a new place are a warning that names the old one', async () => {
    const base = { '.gitmodules': modules(HTTPS), lib: at('1') };
    const { observations } = await judge(base, {
      '.gitmodules': modules('https://other.example/lib'),
      lib: at('2'),
    });
    expect(observations).toMatchObject([
      { rule: 'paths/new-submodule-source', at: { path: '.gitmodules', line: 3 } },
    ]);
    expect(observations[0]?.message).toContain(`from https://other.example/lib, and no longer from ${HTTPS}`);
    expect(await found({}, { '.gitmodules': modules('../lib.git'), lib: at('1') })).toEqual([
      'new-submodule-source .gitmodules',
    ]);
  });

  it('that are bumped at the place they had are no trouble', async () => {
    const base = { '.gitmodules': modules(HTTPS), lib: at('1') };
    expect(await found(base, { ...base, lib: at('2') })).toEqual([]);
    expect(await found(base, { ...base, '.gitmodules': `# note\n${modules(HTTPS)}` })).toEqual([]);
    expect(await found(base, { 'a.ts': 'x' })).toEqual([]);
  });

  it('without an entry in .gitmodules are a warning', async () => {
    expect(await found({}, { lib: at('1') })).toEqual(['new-submodule-source lib']);
  });

  it('are not judged when .gitmodules is a link or too large, and said to be so', async () => {
    const linked = await judge({}, { '.gitmodules': link('other'), other: modules(HTTPS), lib: at('1') });
    expect(linked.failed.get('lib' as never)).toMatch(/^\.gitmodules is a link/);
    const large = await judge({}, { '.gitmodules': '#'.repeat(5_000_001), lib: at('1') });
    expect([...large.failed.keys()]).toEqual(['lib', '.gitmodules']);
  });
});

describe('.gitmodules', () => {
  it('is read as git reads it: quotes, escapes, comments, continuations, repeated sections', () => {
    const text = [
      '; note',
      '[Submodule "a \\"b\\""] path = one ; here',
      '\tURL = "https://x/#y" # there',
      '[core]',
      '\turl = not this',
      '[submodule "c"]',
      '\tpath = t\\',
      'wo',
      '\turl = first',
      '[submodule "c"]',
      '\turl = second',
    ].join('\r\n');
    expect(parseGitmodules(text)).toEqual([
      { name: 'a "b"', path: 'one', url: 'https://x/#y', update: '', line: 3 },
      { name: 'c', path: 'two', url: 'second', update: '', line: 11 },
    ]);
  });
});
