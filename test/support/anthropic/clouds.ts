/** Requests as clouds take them: signed for Bedrock (SigV4), and in Vertex's own form; either is the same question. */
import type http from 'node:http';

export const AWS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIDCANARY',
  AWS_SECRET_ACCESS_KEY: 'canary-secret',
};
export const GOOGLE = { ANTHROPIC_VERTEX_PROJECT_ID: 'p1', GOOGLE_OAUTH_ACCESS_TOKEN: 'canary-google' };

type Body = Readonly<Record<string, unknown>>;

/** What it would be on the provider's own API; null for what no cloud takes. */
export interface Canonical {
  readonly path: string;
  readonly body: Body;
  readonly version: unknown;
}

export function ofCloud(request: http.IncomingMessage, body: Body): Canonical | null {
  const { url = '', headers } = request;
  if (isSigned(headers)) return { path: url, body, version: headers['anthropic-version'] };
  const called = VERTEX.exec(url);
  if (!called || headers.authorization !== `Bearer ${GOOGLE.GOOGLE_OAUTH_ACCESS_TOKEN}`) return null;
  const { anthropic_version: version, ...rest } = body;
  const [, model = '', method] = called;
  if (model === 'count-tokens') return { path: '/v1/messages/count_tokens', body: rest, version };
  // The model is named by the path alone, and what is streamed has a method of its own.
  if ('model' in rest || (method === 'streamRawPredict') !== (rest['stream'] === true)) return null;
  return { path: '/v1/messages', body: { ...rest, model }, version };
}

const VERTEX = /^\/projects\/p1\/locations\/global\/publishers\/anthropic\/models\/([\w@.-]+):(\w+)$/;
const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=AKIDCANARY\/\d{8}\/us-east-1\/bedrock-mantle\/aws4_request, SignedHeaders=([\w;-]+), Signature=[0-9a-f]{64}$/;

/** What was signed arrives: a header that is lost on the way breaks the signature. */
function isSigned(headers: http.IncomingHttpHeaders): boolean {
  const names = SIGNATURE.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  return names.length > 0 && names.every((name) => name in headers);
}
