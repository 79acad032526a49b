/** The Common Weakness Enumeration, as far as rules name it, and how rules point into it (SARIF 2.1.0, 3.19.3). */
import type { ReportingDescriptor, ToolComponent } from 'sarif';

const CWE = { name: 'CWE', index: 0 } as const;

/** The weaknesses that the rules point to, each once; undefined when they point to none. */
export function taxonomyOf(rules: readonly ReportingDescriptor[]): ToolComponent | undefined {
  const named = rules.flatMap(({ relationships = [] }) =>
    relationships.map(({ target }) => Number(target.id)),
  );
  if (named.length === 0) return undefined;
  return {
    name: CWE.name,
    organization: 'MITRE',
    informationUri: 'https://cwe.mitre.org/',
    shortDescription: { text: 'The MITRE Common Weakness Enumeration.' },
    isComprehensive: false,
    taxa: [...new Set(named)]
      .sort((a, b) => a - b)
      .map((cwe) => ({ id: String(cwe), helpUri: pageOf(cwe), shortDescription: { text: `CWE-${cwe}.` } })),
  };
}

/** A rule finds cases of these weaknesses. */
export function relationshipsOf(cwe: readonly number[]): NonNullable<ReportingDescriptor['relationships']> {
  return cwe.map((number) => ({
    target: { id: String(number), toolComponent: { ...CWE } },
    kinds: ['superset'],
  }));
}

export const supported = [{ ...CWE }];

export function pageOf(cwe: number): string {
  return `https://cwe.mitre.org/data/definitions/${cwe}.html`;
}
