/** How values get to where they do harm, as code scanning shows it step by step. */
import type { CodeFlow } from 'sarif';
import type { Finding } from '../../domain/finding.ts';
import { notedLocation } from './location.ts';

/** One way in one thread; none for a finding that is about no value. */
export function codeFlowsOf({ flow = [] }: Finding): CodeFlow[] {
  if (flow.length === 0) return [];
  const locations = flow.map((place) => ({ location: notedLocation(place, 'Place on the way.') }));
  return [{ threadFlows: [{ locations }] }];
}
