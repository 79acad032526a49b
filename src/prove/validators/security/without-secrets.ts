/** Takes secrets out of what is kept of a text: it may be kept where others read. */
import { openHider } from '../../../kit/secret.ts';
import { screen } from '../../../kit/secrets/screen.ts';
import type { Inspection } from './inspection.ts';

export function withoutSecrets(text: string, inspection: Inspection): Inspection {
  const { secrets } = inspection.seen.length > 0 ? screen(text) : { secrets: [] };
  if (secrets.length === 0) return inspection;
  const hide = openHider(secrets.map(({ start, end }) => text.slice(start, end)).join('\n'));
  const seen = inspection.seen.map(({ fix, hint, ...each }) => ({
    ...each,
    message: hide(each.message),
    ...(hint !== undefined && { hint: hide(hint) }),
    ...(fix && hide(fix.text) === fix.text && { fix }),
  }));
  return { ...inspection, seen };
}
