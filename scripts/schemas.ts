/** Writes the files of `schemas/` that come from what the code itself checks with. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { partJsonSchema } from '../src/parts/schema.ts';
import { policyJsonSchema } from '../src/policy/schema.ts';
import { auditJsonSchema } from '../src/report/audit/schema.ts';

const schemas = { policy: policyJsonSchema(), part: partJsonSchema(), audit: auditJsonSchema() };

for (const [name, schema] of Object.entries(schemas)) {
  const file = fileURLToPath(new URL(`../schemas/${name}.schema.json`, import.meta.url));
  fs.writeFileSync(file, await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 }));
}
