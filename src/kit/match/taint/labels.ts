/** Which kinds of taint a sink asks for: `A and not B`. */

export type Requirement = (labels: ReadonlySet<string>) => boolean;

/** A requirement, or null when the text is none. */
export function parseRequirement(text: string): Requirement | null {
  const tokens = text.match(/[A-Za-z_]\w*|[()]|\S/g) ?? [];
  let at = 0;
  const atom = (): Requirement | null => {
    const token = tokens[at++];
    if (token === undefined) return null;
    if (token === 'not') {
      const inner = atom();
      return inner && ((labels) => !inner(labels));
    }
    if (token === '(') {
      const inner = either();
      return tokens[at++] === ')' ? inner : null;
    }
    if (token === 'True' || token === 'False') return () => token === 'True';
    return /^[A-Za-z_]/.test(token) ? (labels) => labels.has(token) : null;
  };
  const joined = (
    word: string,
    part: () => Requirement | null,
    join: (a: boolean, b: () => boolean) => boolean,
  ): (() => Requirement | null) => {
    return () => {
      let left = part();
      while (left && tokens[at] === word) {
        at++;
        const [first, second] = [left, part()];
        left = second && ((labels) => join(first(labels), () => second(labels)));
      }
      return left;
    };
  };
  const both = joined('and', atom, (a, b) => a && b());
  const either: () => Requirement | null = joined('or', both, (a, b) => a || b());
  const made = either();
  return at === tokens.length ? made : null;
}
