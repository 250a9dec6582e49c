// Set-up file of the end-to-end tests: says which file runs, also to the programs that it starts.
import { expect } from 'vitest';
import { TEST_FILE } from '../../tools/test-again.mjs';

process.env[TEST_FILE] = expect.getState().testPath ?? '';
