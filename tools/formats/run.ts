// npm run formats:write -- NAME [--again]: writes a set of fixtures, one of every format
// (docs/formats.md).
import { parseArgs } from 'node:util';
import packageFile from '../../package.json' with { type: 'json' };
import { writeSet } from './write-set.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { again: { type: 'boolean', default: false } },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw new Error('npm run formats:write -- NAME [--again]');
  console.log(`Written: ${await writeSet(name, values.again, packageFile.version)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
