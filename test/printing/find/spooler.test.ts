import { expect, test } from 'vitest';
import { languageOfDriver } from '../../../domain/printing/printer-languages.ts';
import { type Finding, findSpooler } from '../../../main/printing/find/find.ts';
import { fakeSpooler, well } from '../spooler/fake-spooler.ts';

test.each([
  ['ZDesigner ZD421-203dpi ZPL', 'zpl'],
  ['Zebra ZD230', 'zpl'],
  ['EPSON TM-T88VI Receipt6', 'escpos'],
  ['Star TSP100 Cutter (TSP143)', 'star'],
  ['Star TSP650II (ESC/POS)', 'star'],
  ['Brother QL-820NWB', 'brother'],
  ['Brother HL-L2350DW', null],
  ['HP LaserJet 400', null],
  ['Microsoft Print To PDF', null],
  ['Canon Starter Driver', null],
] as const)('a printer of the driver "%s" speaks %s', (driver, language) => {
  expect(languageOfDriver(driver)).toBe(language);
});

test('printers of Windows that take raw bytes are found, those of pages are not', async () => {
  const printers = [
    { queue: 'Badges links', driver: 'ZDesigner ZD421-203dpi ZPL', ...well },
    { queue: 'Office', driver: 'HP LaserJet 400', ...well },
    { queue: 'Anything', driver: 'Generic / Text Only', ...well },
  ];
  const found: Finding[] = [];
  await findSpooler((finding) => found.push(finding), fakeSpooler({ printers }).spooler);
  expect(found).toEqual([
    {
      kind: 'system',
      connection: { kind: 'spooler', queue: 'Badges links' },
      name: 'Badges links',
      model: 'ZDesigner ZD421-203dpi ZPL',
      language: 'zpl',
    },
    expect.objectContaining({
      connection: { kind: 'spooler', queue: 'Anything' },
      language: null,
    }),
  ]);
});
