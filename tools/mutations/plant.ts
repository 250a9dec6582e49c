// Loaded before anything else (`--import`) in each process and thread of a run: child processes and worker threads of
// the code under test read the sources through Node and not through vitest.
import { register } from 'node:module';
import { mutationVariable } from './mutation.ts';

register(new URL('./hooks.ts', import.meta.url), { data: process.env[mutationVariable] });
