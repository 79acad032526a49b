/** Credentials of services: payment, messages, work, measurement; and signed tokens of anybody. */
import { format, type Format } from './format.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const guess = { certain: false };

const PAYMENT: readonly Format[] = [
  format('a Stripe key', ['sk_live_', 'sk_live_[A-Za-z0-9]{24,247}']),
  format('a Stripe key', ['rk_live_', 'rk_live_[A-Za-z0-9]{24,247}']),
  format('a Stripe test key', ['sk_test_', 'sk_test_[A-Za-z0-9]{24,247}'], guess),
  format('a Stripe webhook secret', ['whsec_', 'whsec_[A-Za-z0-9+/]{32,64}={0,2}'], guess),
  format('a Square token', ['sq0atp-', 'sq0atp-[\\w-]{22}']),
  format('a Square secret', ['sq0csp-', 'sq0csp-[\\w-]{43}']),
  ...['at', 'ca', 'pa', 'ss'].map((kind) =>
    format('a Shopify token', [`shp${kind}_`, `shp${kind}_[0-9a-fA-F]{32}`]),
  ),
  format('a Plaid token', ['access-', `access-(?:production|development)-${UUID}`]),
  format('a Flutterwave key', ['FLWSECK-', 'FLWSECK-[0-9a-z]{32}-X']),
  format('an EasyPost key', ['EZAK', 'EZAK[A-Za-z0-9]{54}']),
  format('a Shippo token', ['shippo_live_', 'shippo_live_[0-9a-f]{40}']),
];

const MESSAGES: readonly Format[] = [
  format('a Slack token', ['xox', 'xox[bpare]-(?:\\d{10,13}-){2,3}[A-Za-z0-9]{24,34}']),
  format('a Slack token', ['xapp-', 'xapp-\\d-[A-Z0-9]{9,13}-\\d{10,15}-[0-9a-f]{64}']),
  format('a Slack webhook', [
    'hooks.slack.com/',
    'hooks\\.slack\\.com/(?:services|workflows)/T[A-Z0-9]{8,12}/[AB][A-Z0-9]{8,12}/[A-Za-z0-9]{24}',
  ]),
  format('a Discord webhook', ['/api/webhooks/', '/api/webhooks/\\d{17,20}/[\\w-]{68}']),
  format('a Telegram token', [':AA', '(?<=(?<!\\d)\\d{8,10}):AA[\\w-]{33}']),
  format('a SendGrid key', ['SG.', 'SG\\.[\\w-]{22}\\.[\\w-]{43}']),
  format('a Brevo key', ['xkeysib-', 'xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}']),
  format('a Mailchimp key', ['-us', '[0-9a-f]{32}-us\\d{1,2}'], { before: 32 }),
  format('a Mailgun key', ['key-', 'key-[0-9a-f]{32}'], guess),
  format('a Twilio key', ['SK', 'SK[0-9a-f]{32}'], guess),
  format('a Resend key', ['re_', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}']),
];

const WORK: readonly Format[] = [
  format('a Linear key', ['lin_api_', 'lin_api_[A-Za-z0-9]{40}']),
  format('a Linear token', ['lin_oauth_', 'lin_oauth_[0-9a-f]{64}']),
  format('a Notion token', ['ntn_', 'ntn_\\d{11}[A-Za-z0-9]{35}']),
  format('a Notion token', ['secret_', 'secret_[A-Za-z0-9]{43}'], guess),
  format('a Figma token', ['figd_', 'figd_[\\w-]{40,44}']),
  format('a Postman key', ['PMAK-', 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}']),
  format('an Airtable token', ['pat', 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}']),
  format('a Contentful token', ['CFPAT-', 'CFPAT-[\\w-]{43}']),
  format('a Dropbox token', ['sl.', 'sl\\.(?:u\\.)?[\\w-]{130,1500}']),
  format('a Mapbox secret token', ['sk.eyJ', 'sk\\.eyJ[\\w-]{50,200}\\.[\\w-]{22}']),
];

const MEASUREMENT: readonly Format[] = [
  format('a Grafana token', ['glsa_', 'glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}']),
  format('a Grafana token', ['glc_eyJ', 'glc_eyJ[A-Za-z0-9+/]{60,400}={0,2}']),
  format('a Sentry token', ['sntrys_eyJ', 'sntrys_eyJ[A-Za-z0-9+/=]{80,400}_[A-Za-z0-9+/]{43}']),
  format('a Sentry token', ['sntryu_', 'sntryu_[0-9a-f]{64}']),
  format('a New Relic key', ['NRAK-', 'NRAK-[A-Z0-9]{27}']),
  format('a New Relic key', ['NRAL', '[0-9a-f]{36}NRAL'], { before: 36 }),
  format('a Dynatrace token', ['dt0', 'dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}']),
  format('a PostHog key', ['phx_', 'phx_[A-Za-z0-9]{43,52}']),
];

/** It may be of any issuer and may have run out; a signature makes it more than a sample. */
const SIGNED = format(
  'a signed token (JWT)',
  ['eyJ', 'eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,4000}\\.[\\w-]{27,1000}'],
  guess,
);

export const SERVICE_FORMATS: readonly Format[] = [...PAYMENT, ...MESSAGES, ...WORK, ...MEASUREMENT, SIGNED];
