/** What became of a request that was not answered: an error of the SDK, as data. */
import { APIError } from '@anthropic-ai/sdk/core/error';
import { WorkloadIdentityError } from '@anthropic-ai/sdk/lib/credentials/types';
import { breachOf, causeOf, causesOf } from './bounded-fetch.ts';
import { fault, failureOf, failureOfStatus, type Fault } from './failures.ts';
import { NoIdentity } from './identity.ts';
import { retryAfterIn } from './limits.ts';

/** What an error of the SDK says; `signal` is that of the request. */
export function faultOf(error: unknown, signal: AbortSignal): Fault {
  const breach = breachOf(error);
  if (breach) return fault(failureOf(breach.failure));
  if (signal.aborted) return fault(failureOf('timed-out'));
  const untrusted = identityFaultOf(error);
  if (untrusted) return untrusted;
  if (!(error instanceof APIError)) return fault(failureOf('cut-off'));
  const { status, headers } = error;
  // An event that says "error" after the headers said 200 is an APIError without a status.
  if (typeof status !== 'number') return withoutStatus(error);
  return {
    ...fault(failureOfStatus(status)),
    requestId: error.requestID ?? null,
    unused: true,
    passing: isPassing(status),
    retryAfter: retryAfterIn(headers),
  };
}

function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

/** Without a token nothing was sent. */
function identityFaultOf(error: unknown): Fault | null {
  if (causeOf(error, NoIdentity)) return { ...fault(failureOf('federation')), unused: true };
  const refusal = causeOf(error, WorkloadIdentityError);
  if (!refusal) return null;
  const { statusCode: status } = refusal;
  const failure = failureOf('federation', status === null ? undefined : `HTTP ${status}`);
  return { ...fault(failure), unused: true, passing: status !== null && isPassing(status) };
}

function withoutStatus(error: APIError): Fault {
  const isConnection = error.name.startsWith('APIConnection');
  if (!isConnection) return fault(failureOf('cut-off'));
  const unheard = NEVER_HEARD.has(codeOf(error));
  return { ...fault(failureOf('unreachable')), unused: unheard, passing: unheard };
}

/** The request did not arrive. After any other break of the connection somebody may be at work, and charge for it. */
const NEVER_HEARD = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function codeOf(error: unknown): string {
  const codes = causesOf(error).map((cause) => ('code' in cause ? cause.code : undefined));
  return codes.find((code) => typeof code === 'string') ?? '';
}
