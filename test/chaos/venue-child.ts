import { writeSync } from 'node:fs';
import { openVenue } from './venue.ts';

/** Opens a venue on the store that its argument names, says where it lies, and waits to be killed. */
const store = process.argv[2] === 'postgres' ? 'postgres' : 'sqlite';
const { folder, database } = await openVenue({ store, kiosks: 1, pause: 20, seed: 1 });
writeSync(1, `${JSON.stringify({ folder, port: database?.server.port ?? null })}\n`);
