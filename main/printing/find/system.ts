import type { SystemPrinting } from '../transport/system-printing.ts';
import type { OnFound } from './find.ts';

/** Printers that the operating system knows, used through its own drivers. */
export async function findSystem(onFound: OnFound, system: SystemPrinting): Promise<void> {
  for (const printer of await system.printers()) {
    onFound({
      kind: 'system',
      connection: { kind: 'system', queue: printer.queue },
      name: printer.name,
      model: printer.model,
      language: 'driver',
      ...(printer.can === null ? {} : { can: printer.can }),
      papers: await system.papers(printer.queue),
    });
  }
}
