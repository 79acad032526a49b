/**
 * Made-up credentials of every kind that the secrets validator knows. They are put together when a test runs, out of a
 * prefix and drawn characters, so that no file of the repository holds one and no scanner of a push stops at it.
 */
import { checksum } from '../../src/kit/secrets/checksum.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const HEX = '0123456789abcdef';
const BASE32 = `${UPPER}234567`;
const BASE36 = LOWER + DIGITS;
const BASE62 = DIGITS + UPPER + LOWER;
const BASE64 = `${BASE62}+/`;
const URL64 = `${BASE62}-_`;

export interface Credential {
  readonly name: string;
  /** What must not leave. */
  readonly value: string;
  /** A line as people write it. */
  readonly line: string;
  readonly certain: boolean;
}

type Draw = (alphabet: string, length: number) => string;

/** The same for the same seed. */
export function drawer(seed: number): Draw {
  let state = seed * 2_654_435_761 + 1;
  const next = (below: number) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) ^ Math.imul(state ^ (state >>> 12), 0x297a2d39);
    state = (state + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 16)) >>> 0) % below;
  };
  return (alphabet, length) => Array.from({ length }, () => alphabet[next(alphabet.length)] ?? '').join('');
}

const uuid = (draw: Draw) => [8, 4, 4, 4, 12].map((length) => draw(HEX, length)).join('-');

type Make = (draw: Draw) => string;

function summed(prefix: string): Make {
  return (draw) => {
    const random = draw(BASE62, 30);
    return `${prefix}${random}${checksum(random)}`;
  };
}

const after =
  (prefix: string, alphabet: string, length: number): Make =>
  (draw) =>
    prefix + draw(alphabet, length);

const CERTAIN: Readonly<Record<string, Make>> = {
  'GitHub, classic': summed('gh' + 'p_'),
  'GitHub, OAuth': summed('gh' + 'o_'),
  'GitHub, app': summed('gh' + 's_'),
  'GitHub, fine-grained': (draw) => `github_${'pat'}_${draw(BASE62, 22)}_${draw(BASE62, 59)}`,
  GitLab: after('glp' + 'at-', BASE62, 20),
  'GitLab, runner': after('glr' + 't-', BASE62, 20),
  Atlassian: (draw) => `ATA${'TT3'}xFfGF0${draw(URL64, 176)}=${draw('0123456789ABCDEF', 8)}`,
  npm: summed('np' + 'm_'),
  PyPI: (draw) => `py${'pi-'}AgEIcHlwaS5vcmc${draw(URL64, 120)}`,
  RubyGems: after('ruby' + 'gems_', HEX, 48),
  Docker: after('dckr' + '_pat_', BASE62, 27),
  CircleCI: (draw) => `CCI${'PAT'}_${draw(BASE62, 22)}_${draw(HEX, 40)}`,
  Buildkite: after('bk' + 'ua_', HEX, 40),
  Pulumi: after('pu' + 'l-', HEX, 40),
  Terraform: (draw) => `${draw(BASE62, 14)}.atlas${'v1'}.${draw(BASE62, 67)}`,
  Vault: after('hv' + 's.', BASE62, 95),
  Doppler: after('dp' + '.pt.', BASE62, 43),
  Netlify: after('nf' + 'p_', BASE62, 36),
  Heroku: after('HR' + 'KU-AA', BASE62, 58),
  SonarQube: after('sq' + 'u_', HEX, 40),
  Tailscale: (draw) => `ts${'key'}-auth-${draw(BASE62, 12)}CNTRL-${draw(BASE62, 32)}`,
  age: after('AGE-' + 'SECRET-KEY-1', '023456789ACDEFGHJKLMNPQRSTUVWXYZ', 58),
  'Amazon Bedrock': after('AB' + 'SK', BASE62, 128),
  'Google OAuth': after('GOC' + 'SPX-', BASE62, 28),
  'Azure storage': (draw) => `Account${'Key'}=${draw(BASE64, 86)}==`,
  'Azure application': (draw) => `${draw(BASE62, 3)}${draw(DIGITS, 1)}Q${'~'}${draw(BASE62, 34)}`,
  'Azure DevOps': (draw) => `${draw(BASE62, 76)}AZ${'DO'}${draw(BASE62, 4)}`,
  DigitalOcean: after('dop' + '_v1_', HEX, 64),
  Databricks: after('da' + 'pi', HEX, 32),
  PlanetScale: after('pscale' + '_tkn_', BASE62, 43),
  Supabase: after('sb' + 'p_', HEX, 40),
  'OpenAI, project': (draw) => `sk-${'proj'}-${draw(BASE62, 74)}T3Blbk${'FJ'}${draw(BASE62, 74)}`,
  OpenAI: (draw) => `s${'k-'}${draw(BASE62, 20)}T3Blbk${'FJ'}${draw(BASE62, 20)}`,
  Anthropic: (draw) => `sk-${'ant'}-api03-${draw(URL64, 93)}AA`,
  OpenRouter: after('sk-' + 'or-v1-', HEX, 64),
  'Hugging Face': after('h' + 'f_', UPPER + LOWER, 34),
  Groq: (draw) => `gs${'k_'}${draw(BASE62, 20)}WGdy${'b3FY'}${draw(BASE62, 24)}`,
  Replicate: after('r' + '8_', BASE62, 37),
  xAI: after('xa' + 'i-', BASE62, 80),
  Perplexity: after('pp' + 'lx-', BASE62, 48),
  Stripe: after('sk' + '_live_', BASE62, 24),
  'Stripe, restricted': after('rk' + '_live_', BASE62, 99),
  Square: after('sq0' + 'csp-', BASE62, 43),
  Shopify: after('shp' + 'at_', HEX, 32),
  Plaid: (draw) => `access-${'production'}-${uuid(draw)}`,
  Slack: (draw) => `xo${'xb'}-${draw(DIGITS, 12)}-${draw(DIGITS, 13)}-${draw(BASE62, 24)}`,
  'Slack, app': (draw) => `xa${'pp'}-1-A${draw(UPPER, 10)}-${draw(DIGITS, 13)}-${draw(HEX, 64)}`,
  'Slack webhook': (draw) =>
    `hooks.slack${'.com'}/services/T${draw(UPPER, 10)}/B${draw(UPPER, 10)}/${draw(BASE62, 24)}`,
  'Discord webhook': (draw) => `/api/web${'hooks'}/${draw(DIGITS, 18)}/${draw(BASE62, 68)}`,
  Telegram: after(':A' + 'A', BASE62, 33),
  SendGrid: (draw) => `S${'G.'}${draw(BASE62, 22)}.${draw(BASE62, 43)}`,
  Brevo: (draw) => `xkey${'sib'}-${draw(HEX, 64)}-${draw(BASE62, 16)}`,
  Mailchimp: (draw) => `${draw(HEX, 32)}-u${'s'}12`,
  Linear: after('lin' + '_api_', BASE62, 40),
  Notion: (draw) => `nt${'n_'}${draw(DIGITS, 11)}${draw(BASE62, 35)}`,
  Figma: after('fi' + 'gd_', BASE62, 40),
  Postman: (draw) => `PM${'AK'}-${draw(HEX, 24)}-${draw(HEX, 34)}`,
  Airtable: (draw) => `p${'at'}${draw(BASE62, 14)}.${draw(HEX, 64)}`,
  Grafana: (draw) => `gl${'sa'}_${draw(BASE62, 32)}_${draw(HEX, 8)}`,
  Sentry: after('sntr' + 'yu_', HEX, 64),
  'New Relic': after('NR' + 'AK-', UPPER + DIGITS, 27),
  Dynatrace: (draw) => `dt${'0c01'}.${draw(BASE32, 24)}.${draw(BASE32, 64)}`,
};

const GUESSED: Readonly<Record<string, Make>> = {
  'AWS, name of a key': after('AK' + 'IA', BASE32, 16),
  'Google API': after('AI' + 'za', BASE62, 35),
  'Stripe, test': after('sk' + '_test_', BASE62, 24),
  JWT: (draw) => `e${'yJ'}${draw(BASE62, 33)}.e${'yJ'}${draw(BASE62, 70)}.${draw(URL64, 43)}`,
  'GitHub, wrong checksum': (draw) => `gh${'p_'}${draw(BASE62, 30)}000000`,
};

const LINES: Readonly<Record<string, (value: string) => string>> = {
  'Discord webhook': (value) => `post('https://discord.com${value}');`,
  'Slack webhook': (value) => `post('https://${value}');`,
  Telegram: (value) => `const bot = connect('1234512345${value}');`,
  'Azure storage': (value) => `const store = 'DefaultEndpointsProtocol=https;AccountName=shop;${value}';`,
};

function named(draw: Draw): Credential[] {
  const guess = { certain: false };
  const [aws, mixed, hex, password] = [draw(BASE64, 40), draw(BASE62, 32), draw(HEX, 40), draw(BASE62, 18)];
  return [
    { certain: true, name: 'AWS, in .env', value: aws, line: `AWS_SECRET_ACCESS_KEY=${aws}` },
    { ...guess, name: 'named, mixed', value: mixed, line: `const apiKey = '${mixed}';` },
    { ...guess, name: 'named, hex', value: hex, line: `  "clientSecret": "${hex}",` },
    { ...guess, name: 'named, base 36', value: draw(BASE36, 32), line: '' },
    {
      ...guess,
      name: 'in a URL',
      value: password,
      line: `const db = 'postgres://shop:${password}@db.shop.io/x';`,
    },
    {
      ...guess,
      name: 'bearer',
      value: mixed,
      line: `curl -H "Authorization: Bearer ${mixed}" https://api.shop.io`,
    },
  ].map((one) => (one.line ? one : { ...one, line: `password: ${one.value}` }));
}

/** A block as `openssl` writes it; the body is drawn, so it is no key. */
export function privateKey(draw: Draw, label = 'RSA '): string {
  const lines = Array.from({ length: 12 }, () => draw(BASE64, 64));
  return [`-----BEGIN ${label}PRIVATE ${'KEY'}-----`, ...lines, `-----END ${label}PRIVATE KEY-----`].join(
    '\n',
  );
}

/** One of each kind that fits on a line. */
export function credentials(seed = 1): Credential[] {
  const draw = drawer(seed);
  const all = (table: Readonly<Record<string, Make>>, certain: boolean) =>
    Object.entries(table).map(([name, make]): Credential => {
      const value = make(draw);
      const line = LINES[name]?.(value) ?? `const it = '${value}';`;
      return { name, value, line, certain };
    });
  return [...all(CERTAIN, true), ...all(GUESSED, false), ...named(draw)];
}
