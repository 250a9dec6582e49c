// mutated-child.ts WORK NAME: explore-child.ts with the bug of this name (mutations.ts) planted in the sources.
import { register } from 'node:module';

register(new URL('./mutating-worker.ts', import.meta.url), { data: process.argv[3] });
await import('./explore-child.ts');
