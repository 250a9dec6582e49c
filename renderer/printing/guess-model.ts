import type { PrinterModel } from '../../domain/printing/printer-models.ts';

/**
 * The known model whose name the printer's own text contains; the longest match counts. A text that
 * fits two models ("ZD421", made with 203 and with 300 dpi) matches none.
 */
export function guessModel(words: string, models: readonly PrinterModel[]): PrinterModel | null {
  const said = plainName(words);
  const matches = (nameOf: (name: string) => string): { model: PrinterModel; length: number }[] =>
    models
      .filter(({ maker }) => maker !== '')
      .flatMap((model) =>
        model.name.split(',').map((name) => ({ model, name: plainName(nameOf(name)) })),
      )
      .filter(({ name }) => name !== '' && said.includes(name))
      .map(({ model, name }) => ({ model, length: name.length }))
      .sort((a, b) => b.length - a.length);
  const [exact] = matches((name) => name);
  if (exact !== undefined) return exact.model;
  const [first, second] = matches((name) => name.replace(/\(.*\)/, ''));
  return first === undefined || second?.length === first.length ? null : first.model;
}

function plainName(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
