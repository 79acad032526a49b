/** Writes `schemas/policy.schema.json` from the schema that the loader uses. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { policyJsonSchema } from '../src/policy/schema.ts';

const file = fileURLToPath(new URL('../schemas/policy.schema.json', import.meta.url));
fs.writeFileSync(file, await format(JSON.stringify(policyJsonSchema()), { parser: 'json', printWidth: 110 }));
