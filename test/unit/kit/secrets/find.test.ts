/** What is found in a text: every kind of credential, and nothing that merely looks like one. */
import { describe, expect, it } from 'vitest';
import { checksum } from '../../../../src/kit/secrets/checksum.ts';
import { findSecrets } from '../../../../src/kit/secrets/find.ts';
import { credentials, drawer, privateKey } from '../../../support/credentials.ts';

const found = (text: string) =>
  findSecrets(text).map(({ start, end, certain }) => ({ value: text.slice(start, end), certain }));

describe('a credential', () => {
  it.each(credentials().map((one) => [one.name, one] as const))(
    'is found: %s',
    (_, { line, value, certain }) => {
      expect(found(`// before\n${line}\n// after\n`)).toEqual([{ value, certain }]);
    },
  );

  it.each(credentials(2).map((one) => [one.name, one] as const))('is found in a string: %s', (_, one) => {
    expect(found(JSON.stringify({ cell: `x\n${one.line}\ny` })).map(({ value }) => value)).toContain(
      one.value,
    );
  });

  it('has the checksum that GitHub documents', () => {
    expect(checksum('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17');
  });

  it('is not found in the middle of a word', () => {
    const { value } = credentials()[0] ?? { value: '' };
    for (const text of [`x${value}`, `${value}x`, `_${value}`, `${value}-a`]) expect(found(text)).toEqual([]);
  });
});

describe('a private key', () => {
  it.each(['', 'RSA ', 'EC ', 'DSA ', 'OPENSSH ', 'ENCRYPTED '])('is found as a block: %s', (label) => {
    const key = privateKey(drawer(4), label);
    expect(found(`a\n${key}\nb\n`)).toEqual([{ value: key, certain: label !== 'ENCRYPTED ' }]);
  });

  it('is found in a string, indented, joined from strings, and cut off', () => {
    const key = privateKey(drawer(5));
    const lines = key.split('\n');
    const texts = [
      JSON.stringify({ key }),
      lines.map((line) => `    ${line}`).join('\n'),
      lines.map((line) => `'${line}\\n' +`).join('\n'),
      lines.slice(0, 9).join('\n'),
    ];
    for (const text of texts) {
      const [only, ...others] = found(text);
      expect(others).toEqual([]);
      for (const line of lines.slice(1, 9)) expect(only?.value).toContain(line);
    }
  });

  it('is not what a sample, a certificate or a public key is', () => {
    const key = privateKey(drawer(6));
    const body = key.split('\n').slice(1, 4).join('\n');
    const begin = `-----BEGIN PRIVATE ${'KEY'}-----`;
    const samples = [
      `${begin}\n...\n-----END PRIVATE KEY-----`,
      `${begin}\n${'A'.repeat(64)}\n-----END PRIVATE KEY-----`,
      `if (text.startsWith('${begin}')) return readThePrivateKeyFromWhatTheCallerHasGivenUs(text, options);`,
      `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`,
      `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`,
      `ssh-ed25519 ${body.replaceAll('\n', '')} me@home`,
    ];
    for (const text of samples) expect(found(text)).toEqual([]);
  });
});

describe('what is no secret', () => {
  const hex = drawer(7)('0123456789abcdef', 64);
  const mixed = drawer(8)('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 43);
  it.each([
    'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE',
    'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    `GITHUB_TOKEN=ghp_${'x'.repeat(36)}`,
    `token: '${'gh'}p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17'`,
    'OPENAI_API_KEY=sk-...',
    'password: changeme',
    'apiKey = "<your key>"',
    'secret: ${SECRET}',
    'const token = process.env.API_TOKEN_V2;',
    'const token = await getAccessTokenFromVault2(options);',
    'token: "{{ secrets.DEPLOY_TOKEN_1 }}"',
    'password="my-super-secret-password-123"',
    'token = "oauth2.googleapis.com/token/v1/refresh"',
    'secretName: "prod-eu-west-1-db-credentials-4"',
    'API_KEY_HEADER = "X-Api-Key-2024-v1-Header"',
    'token: "550e8400-e29b-41d4-a716-446655440000"',
    `password_hash: "${hex}"`,
    `tokenSha256 = "${hex}"`,
    `"integrity": "sha512-${mixed}=="`,
    `publicKey: "${mixed}"`,
    `secret: "data:image/png;base64,${mixed}"`,
    `password: "$2b$10$${mixed}"`,
    `commit ${hex.slice(0, 40)}`,
    'postgres://postgres:postgres@db:5432/app',
    'postgres://user:p4ssword@localhost/app',
    'https://user:${TOKEN_1}@host.io',
    'https://unpkg.com/@scope/pkg@1.2.3/dist/a:1@b.js',
  ])('is silent: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
