import { serveOverTcp } from '../../test/support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../../test/support/virtual-printer/virtual-printer.ts';

/**
 * A virtual printer in a separate process, so that neither its paper nor its work counts as the
 * desk's. Argument: rows in a millisecond. Sends its port. On `report`, sends its time at work, the
 * time since its first dots, and how much it printed.
 */
const printer = new VirtualPrinter({ rowsPerMs: Number(process.argv[2]) });
const server = await serveOverTcp(printer);

let busy = 0;
let first: number | null = null;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  if (first === null && printer.firstDotsAt.length > 0) first = now;
  if (printer.busy) busy += now - last;
  last = now;
}, 1);

process.on('message', () => {
  process.send?.({
    busy,
    elapsed: first === null ? 0 : performance.now() - first,
    whole: printer.jobs.filter((job) => job.cut && !job.broken).length,
  });
});
process.send?.({ port: server.port });
