import { dirname } from 'node:path';
import { orderPurge } from '../../../main/privacy/order-purge.ts';
import { createStationFiles, type StationFiles } from '../../../main/privacy/station-files.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { purgeAt } from './support.ts';

// Purges the desk in the folder of the first argument, and dies by SIGKILL at the place that the
// second names: none of our code runs after it.
const [folder = '', place = ''] = process.argv.slice(2);
const desk = makeDeskContext({ folder });
desk.setClock('2018-12-01T10:00:00+01:00');
const keys = makeSigningKeys();
const { privateKey } = keys;
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
};
const files: StationFiles = createStationFiles(dirname(desk.location.path));
if (desk.supervisor.operator === null) throw new Error('nobody is signed in');
orderPurge(desk.context, privateKey, desk.caller, desk.supervisor.operator);
await purgeAt(
  { ...desk, keys },
  {
    deleteWritten: (path, sha256) =>
      place === 'before-file' ? Promise.resolve(die()) : files.deleteWritten(path, sha256),
    deleteStores: () => (place === 'before-stores' ? die() : files.deleteStores()),
  },
  () => place === 'before-rows' && die(),
);
