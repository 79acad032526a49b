/** Functions in four languages, with names of one's choice, that tests copy about. */

/** A function of TypeScript that is worth a finding when it is copied. */
export function script(name: string, list = 'list', head = 'export function'): string {
  return `${head} ${name}(${list}: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of ${list}) {
    const key = item.trim().toLowerCase();
    if (key === '' || key.startsWith('#')) continue;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Map([...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])));
}
`;
}

/** Another one, that has nothing in common with it. */
export function otherScript(name: string): string {
  return `export async function ${name}(url: URL, tries = 3): Promise<Response> {
  let delay = 100;
  while (tries-- > 0) {
    const response = await fetch(url, { redirect: 'manual' });
    if (response.status < 500) return response;
    await new Promise((resolve) => setTimeout(resolve, delay));
    delay *= 2;
  }
  throw new Error(\`gave up on \${url.host} after \${delay} ms\`);
}
`;
}

export function python(name: string, path = 'path'): string {
  return `def ${name}(${path}):
    orders = {}
    with open(${path}, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            key, _, value = line.strip().partition("=")
            if not key or key.startswith("#"):
                continue
            if key in orders:
                raise ValueError(f"line {number}: {key} is given twice")
            orders[key] = value
    return orders
`;
}

export function java(type: string, name: string, map = 'parents'): string {
  return `package shop;

class ${type} {
  static Set<String> ${name}(Map<String, String> ${map}) {
    Set<String> cyclic = new HashSet<>();
    for (String start : ${map}.keySet()) {
      List<String> path = new ArrayList<>();
      String current = start;
      while (current != null && !path.contains(current)) {
        path.add(current);
        current = ${map}.get(current);
      }
      if (current != null) cyclic.addAll(path.subList(path.indexOf(current), path.size()));
    }
    return cyclic;
  }
}
`;
}

export function go(pack: string, name: string, keys = 'keys'): string {
  return `package ${pack}

func ${name}(${keys} []string, limit int) (map[string]int, error) {
	counts := make(map[string]int, len(${keys}))
	for index, key := range ${keys} {
		trimmed := strings.TrimSpace(key)
		if trimmed == "" || strings.HasPrefix(trimmed, "#") {
			continue
		}
		if counts[trimmed] >= limit {
			return nil, fmt.Errorf("key %q at %d: more than %d", trimmed, index, limit)
		}
		counts[trimmed]++
	}
	return counts, nil
}
`;
}

/** A function of TypeScript that holds nothing but keys and values. */
export function table(name: string): string {
  const rows = ['amber', 'birch', 'cedar', 'dahlia', 'elder', 'fennel'].map(
    (plant, at) =>
      `    { id: '${plant}', label: translate('${plant}.${name}'), order: ${at}, kind: 'mark' as const, when: always },`,
  );
  return `export function ${name}() {\n  return [\n${rows.join('\n')}\n  ];\n}\n`;
}

/** A type of Go with a method as an interface may ask for it. */
export function dump(type: string, field: string): string {
  return `package ast

func (n *${type}) Dump(source []byte, level int) {
	helper.DumpNode(n, source, level, map[string]string{
		"${field}": string(n.${field}),
		"Kind": fmt.Sprintf("%d", n.Kind()),
	}, nil)
}
`;
}
