/** Credentials of clouds, databases and language models. */
import { format, type Format } from './format.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const guess = { certain: false };

const CLOUDS: readonly Format[] = [
  // The name of a key, not the key: alone it opens nothing, and it is seldom alone.
  format('the name of an AWS key', ['AKIA', 'AKIA[A-Z2-7]{16}'], guess),
  format('the name of an AWS key', ['ASIA', 'ASIA[A-Z2-7]{16}'], guess),
  format('an Amazon Bedrock key', ['ABSK', 'ABSK[A-Za-z0-9+/]{109,269}={0,2}']),
  // Many of these are meant for browsers; whether one is restricted is not to be seen.
  format('a Google API key', ['AIza', 'AIza[\\w-]{35}'], guess),
  format('a Google OAuth secret', ['GOCSPX-', 'GOCSPX-[\\w-]{28}']),
  format('a Google access token', ['ya29.', 'ya29\\.[\\w-]{60,500}']),
  format('an Azure storage key', ['AccountKey=', 'AccountKey=[A-Za-z0-9+/]{86}==']),
  format('an Azure application secret', ['Q~', '[\\w~.]{3}\\dQ~[\\w~.-]{31,34}'], { before: 4 }),
  format('an Azure DevOps token', ['AZDO', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}'], { before: 76 }),
  format(
    'an Azure key',
    ['JQQJ9', '[A-Za-z0-9]{52}JQQJ9(?:9|D|H)[A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}'],
    { before: 52 },
  ),
  format('an Azure Functions key', ['AzFu', '[\\w-]{44}AzFu[\\w-]{5}[AQgw]=='], { before: 44 }),
  format('an Azure Search key', ['AzSe', '[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}'], { before: 42 }),
  format('a DigitalOcean token', ['dop_v1_', 'dop_v1_[0-9a-f]{64}']),
  format('a DigitalOcean token', ['doo_v1_', 'doo_v1_[0-9a-f]{64}']),
  format('a DigitalOcean token', ['dor_v1_', 'dor_v1_[0-9a-f]{64}']),
  format('the name of an Alibaba Cloud key', ['LTAI', 'LTAI[A-Za-z0-9]{20}'], guess),
  format('a Cloudflare origin key', ['v1.0-', 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}']),
];

const DATABASES: readonly Format[] = [
  format('a Databricks token', ['dapi', 'dapi[0-9a-f]{32}(?:-\\d)?']),
  format('a PlanetScale password', ['pscale_', 'pscale_(?:tkn|pw|oauth)_[\\w.=-]{32,64}']),
  format('a Supabase token', ['sbp_', 'sbp_[0-9a-f]{40}']),
  format('a Supabase key', ['sb_secret_', 'sb_secret_[\\w-]{22}_[\\w-]{8}']),
  format('a Neon key', ['napi_', 'napi_[a-z0-9]{64}']),
  format('a MongoDB Atlas secret', ['mdb_sa_sk_', 'mdb_sa_sk_[\\w-]{40}']),
];

const MODELS: readonly Format[] = [
  format('an OpenAI key', [
    'sk-',
    'sk-(?:(?:proj|svcacct|admin|None)-[\\w-]{20,80}|[A-Za-z0-9]{20})T3BlbkFJ(?:[\\w-]{58,80}|[A-Za-z0-9]{20})',
  ]),
  format('an Anthropic key', ['sk-ant-', 'sk-ant-(?:api|admin|oat|ort)\\d\\d-[\\w-]{93}AA']),
  format('an OpenRouter key', ['sk-or-v1-', 'sk-or-v1-[0-9a-f]{64}']),
  format('a Langfuse key', ['sk-lf-', `sk-lf-${UUID}`]),
  format('a key of a language model', ['sk-', 'sk-[0-9a-f]{32}'], guess),
  format('a Hugging Face token', ['hf_', 'hf_[A-Za-z]{34}']),
  format('a Hugging Face token', ['api_org_', 'api_org_[A-Za-z]{34}']),
  format('a Groq key', ['gsk_', 'gsk_[A-Za-z0-9]{20}WGdyb3FY[A-Za-z0-9]{24}']),
  format('a Replicate token', ['r8_', 'r8_[A-Za-z0-9]{37}']),
  format('an xAI key', ['xai-', 'xai-[A-Za-z0-9]{80}']),
  format('a Perplexity key', ['pplx-', 'pplx-[A-Za-z0-9]{48}']),
  format('an ElevenLabs key', ['sk_', 'sk_[0-9a-f]{48}']),
  format('a LangSmith key', ['lsv2_', 'lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}']),
];

export const CLOUD_FORMATS: readonly Format[] = [...CLOUDS, ...DATABASES, ...MODELS];
