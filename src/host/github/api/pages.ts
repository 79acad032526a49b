/** Lists over all their pages: whole, or a fault. */
import type { Answer, ListOptions, Parameters } from './api.ts';
import type { Delivered } from './courier.ts';

/** The longest that GitHub gives; its own default is 30. */
const PER_PAGE = 100;
const MOST_PAGES = 30;

export interface Listing {
  readonly parameters: Parameters;
  readonly options: ListOptions;
  /** The origin of the API: a next page anywhere else is none. */
  readonly origin: string;
  readonly ask: (parameters: Parameters) => Promise<Answer<Delivered>>;
  readonly fail: (why: string) => Answer<never>;
}

/** Every item in order. What is not an object in a list, or a list that does not end, is a fault. */
export async function listAll({
  parameters,
  options,
  origin,
  ask,
  fail,
}: Listing): Promise<Answer<object[]>> {
  const { pages = MOST_PAGES, key } = options;
  const items: object[] = [];
  let cursor: Parameters = {};
  for (let page = 1; page <= pages; page++) {
    const answer = await ask({ per_page: PER_PAGE, ...parameters, ...cursor });
    if (!answer.ok) return answer;
    const part = itemsOf(answer.data.data, key);
    if (part === null) return fail('GitHub answered with something other than a list');
    // One by one: spread into arguments, a list of millions would overflow the stack.
    for (const item of part) items.push(item);
    const link = nextLink(answer.data.headers);
    if (link === null) return { ok: true, data: items };
    const next = cursorOf(link, origin);
    if (next === null) return fail('the list goes on in a place where a token does not belong');
    if (JSON.stringify(next) === JSON.stringify(cursor)) return fail('the list goes on with the same page');
    cursor = next;
  }
  return fail(`the list has more than ${pages} pages`);
}

function itemsOf(data: unknown, key: string | undefined): object[] | null {
  const list = key === undefined ? data : (data as Readonly<Record<string, unknown>> | null)?.[key];
  if (!Array.isArray(list)) return null;
  return list.every((item) => typeof item === 'object' && item !== null) ? list : null;
}

function nextLink(headers: Headers): string | null {
  return /<([^<>]*)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '')?.[1] ?? null;
}

/**
 * The link's address is not followed: GitHub's own names the repository by number, and a forged one might name
 * another server. Only what says which page it is comes over.
 */
function cursorOf(link: string, origin: string): Parameters | null {
  if (!URL.canParse(link, origin)) return null;
  const url = new URL(link, origin);
  const named = ['page', 'after', 'cursor'].flatMap((name) => {
    const value = url.searchParams.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return url.origin === origin && named.length > 0 ? Object.fromEntries(named) : null;
}
