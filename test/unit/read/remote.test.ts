/** How a remote is reached: with a login that stands in nothing that others can read. */
import { describe, expect, it } from 'vitest';
import { reach } from '../../../src/read/remote.ts';

const login = { user: 'x-access-token', password: 'canary' };
const url = 'https://github.example:8443/acme/shop.git';

describe('reach', () => {
  it('hands the login over aside, and bound to the server', () => {
    const { settings, env, aside } = reach({ url, login }, {});
    expect(aside).toBe('username=x-access-token\npassword=canary\n');
    expect(JSON.stringify([settings, env])).not.toContain('canary');
    const keys = settings?.map(([key]) => key);
    expect(keys).toContain('credential.https://github.example:8443.helper');
    expect(keys).not.toContain('credential.helper');
  });

  it('[T12] follows no redirect, and speaks no protocol but that of the address', () => {
    expect(reach({ url, login }, {}).settings).toEqual(
      expect.arrayContaining([
        ['http.followRedirects', 'false'],
        ['protocol.https.allow', 'always'],
      ]),
    );
    const keys = reach({ url, login: null }, {}).settings?.map(([key]) => key);
    expect(keys?.filter((key) => key.startsWith('protocol.'))).toHaveLength(1);
  });

  it('asks nobody where there is no login', () => {
    const { settings, aside } = reach({ url, login: null }, {});
    expect(aside).toBeUndefined();
    expect(settings?.some(([key]) => key.startsWith('credential.'))).toBe(false);
  });

  it('takes along how the machine gets out, and nothing else of its environment', () => {
    const env = {
      https_proxy: 'http://proxy:3128',
      NO_PROXY: 'local',
      HOME: '/root',
      GIT_SSL_CAINFO: '/ca.pem',
    };
    expect(reach({ url, login: null }, { ...env, no_proxy: '' }).env).toEqual({
      https_proxy: 'http://proxy:3128',
      NO_PROXY: 'local',
      GIT_SSL_CAINFO: '/ca.pem',
    });
  });
});
