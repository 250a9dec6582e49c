// npm run tickets [-- --out DIR]: writes a page of sample tickets of the demo event.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { sampleCards } from './cards.ts';
import { ticketsPage } from './page.ts';

const usage = 'usage: npm run tickets [-- --out DIR]';

try {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  writePage(resolve(values.out ?? join(import.meta.dirname, '../../out/tickets')));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(usage);
  process.exitCode = 1;
}

function writePage(folder: string): void {
  const cards = sampleCards();
  const file = join(folder, 'sample-tickets.html');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, ticketsPage(cards));
  console.log(`${cards.admitted.length + cards.others.length} sample tickets: ${file}

  on a phone   send the file to it (mail, cable, AirDrop): it needs no network; one ticket a screen
  on paper     open ${pathToFileURL(file)} in a browser and print it: two pages A4
  at the desk  npm start -- --demo, then hold a ticket a hand's length from the webcam`);
}
