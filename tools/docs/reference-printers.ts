import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import { loadPrinterModels } from '../../main/printing/printer-models.ts';
import { pageOf, tableOf } from './markdown.ts';
import { referenceWords as words } from './reference-words.ts';

const abilities = { confirm: 'each badge', status: 'status only', blind: 'nothing' } as const;
const connections = {
  tcp: 'network',
  device: 'USB',
  system: 'system',
  spooler: 'Windows',
} as const;
const millimetresPerInch = 25.4;

/** Generates docs/reference/printers.md from the app's list of models. */
export function printersPage(): string {
  const { models } = loadPrinterModels(null);
  return pageOf([
    words.printers,
    '## Models',
    tableOf(
      ['model', 'language', 'confirms', 'dots per inch', 'width', 'connection', 'note'],
      models.map(modelRow),
    ),
    words.ownModels,
  ]);
}

function modelRow(model: PrinterModel): string[] {
  const { maker, name, language, ability, dotsPerMm, widthDots, note } = model;
  return [
    `${maker} ${name}`.trim(),
    language,
    abilities[ability],
    String(Math.round(dotsPerMm * millimetresPerInch)),
    `${Math.round(widthDots / dotsPerMm)} mm`,
    model.connections.map((kind) => connections[kind]).join(', '),
    note.en,
  ];
}
