import { Bonjour } from 'bonjour-service';
import type { Page } from 'playwright-core';
import { demoPin } from '../../main/app/start/seed.ts';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import { go } from './navigate.ts';
import { serveOverTcp } from './virtual-printer/tcp-server.ts';
import { VirtualPrinter } from './virtual-printer/virtual-printer.ts';

// Shared by the counts of keys and of clicks (test/e2e/ten-tasks*.all.e2e.ts).

export const approverPin = '4711';

/** Neither added the other: a request and its approval are independent. */
export const operators = [
  { name: 'Demo', pin: demoPin, role: 'supervisor' as const },
  { name: 'Approver', pin: approverPin, role: 'supervisor' as const },
];

/**
 * Opens the screen of printers while one announces itself on the network. The station has no
 * printer in its configuration: such a printer could not be changed on that screen.
 */
export async function withFoundPrinter(page: Page, run: () => Promise<void>): Promise<void> {
  const network = new Bonjour();
  const printer = new VirtualPrinter({ rowsPerMs: 20 });
  const found = await serveOverTcp(printer, { host: '0.0.0.0' });
  network.publish({
    name: 'Right of the desk',
    type: 'pdl-datastream',
    port: found.port,
    probe: false,
    txt: { ty: 'EPSON TM-T88VI' },
  });
  await go(page, 'Printers');
  await page.locator('h1', { hasText: 'Printers' }).waitFor();
  await run();
  await new Promise<void>((resolve) =>
    network.unpublishAll(() => network.destroy(() => resolve())),
  );
  await found.close();
}

/** The letters that a person types of a name. */
export function nameStart(printedName: string): string {
  return printedName.toLowerCase().slice(0, 4);
}

/** A person in the demo's roster whom so many letters identify. */
export function nameFoundBy(length: number): ReturnType<typeof demoDelegates>[number] {
  const all = demoDelegates().map(({ printedName }) => printedName.toLowerCase());
  const found = demoDelegates().find(
    ({ printedName, status, days }) =>
      status === 'confirmed' &&
      days === null &&
      /^[a-z]{4}/i.test(printedName) &&
      all.filter((other) =>
        other.split(/[\s-]+/).some((word) => word.startsWith(nameStart(printedName))),
      ).length === 1 &&
      printedName.length > length,
  );
  if (found === undefined) throw new Error('no name of the roster begins as no other does');
  return found;
}
