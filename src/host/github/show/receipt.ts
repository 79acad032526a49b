/** What became of one way of showing the verdict. The verdict never depends on it. */

export type Surface = 'check' | 'annotations' | 'comment' | 'review' | 'summary' | 'code-scanning';

/** The order is that of action.yml's input `show`. */
export const SURFACES: readonly Surface[] = [
  'summary',
  'annotations',
  'check',
  'comment',
  'review',
  'code-scanning',
];

export interface Receipt {
  readonly surface: Surface;
  /** `refused`: permission or content; `superseded`: a newer run was there first; `failed`: GitHub did not answer. */
  readonly outcome: 'shown' | 'nothing-to-show' | 'refused' | 'superseded' | 'failed';
  /** One sentence, said once in the log and the summary, unless it was shown or there was nothing to show. */
  readonly note: string;
  readonly url?: string;
}
