// explore-child.ts WORK: runs random schedules as the JSON text WORK says (exploration.ts). Sends
// the result to its parent, or prints it without one. Any message from the parent ends it after a
// few more schedules.
import { explorationSchema } from './exploration.ts';
import { explore } from './explore.ts';

let isStopped = false;
process.on('message', () => {
  isStopped = true;
});
// Without a parent, nobody would end it.
process.on('disconnect', () => process.exit(1));

const work = explorationSchema.parse(JSON.parse(process.argv[2] ?? ''));
const explored = await explore(work, () => isStopped);
if (process.send === undefined) console.log(JSON.stringify(explored));
else process.send(explored);
if (process.connected) process.disconnect();
