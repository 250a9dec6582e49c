// explore-child.ts WORK: runs random schedules as the JSON text WORK says (exploration.ts) and tells its parent
// what came of it; without a parent that listens, it prints that. `stop` from the parent ends it after a few more.
import { type ChildMessage, explorationSchema } from './exploration.ts';
import { explore } from './explore.ts';

let isStopped = false;
process.on('message', () => {
  isStopped = true;
});
// Nobody is left to tell.
process.on('disconnect', () => process.exit(1));

function tell(message: ChildMessage): void {
  if (process.send !== undefined) process.send(message);
  else if ('explored' in message) console.log(JSON.stringify(message.explored));
}

const work = explorationSchema.parse(JSON.parse(process.argv[2] ?? ''));
const explored = await explore(work, {
  onProgress: (progress) => tell({ progress }),
  isStopped: () => isStopped,
});
tell({ explored });
if (process.connected) process.disconnect();
