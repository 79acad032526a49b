/** The judge process's door: `node judge.js <validator>`; everything else arrives in frames. */
import { openStore } from './kit/store/store.ts';
import { serve } from './prove/serve.ts';
import { validators } from './prove/validators.ts';

const validator = validators.find(({ id }) => id === process.argv[2]);
if (!validator) throw new Error(`no validator is called ${process.argv[2]}`);
serve({ validator, openFacts: (dir, key) => openStore({ dir, key }) });
