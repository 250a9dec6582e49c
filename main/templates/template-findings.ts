import type { EventFile } from '../../domain/event/event-file.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { PrinterHead } from '../../domain/templates/badge-geometry.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import { checkTemplate } from '../../domain/templates/check-template.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';

/** Dots per millimetre of the printers that most desks own (203 dpi). */
const defaultDots = 8;

/** The printer's head; without a printer one of 203 dpi, as wide as the template. */
export function headOf(template: BadgeTemplate, printer: PrinterSettings | null): PrinterHead {
  if (printer !== null) return { widthDots: printer.widthDots, dotsPerMm: printer.dotsPerMm };
  return { widthDots: Math.ceil(template.size.width * defaultDots), dotsPerMm: defaultDots };
}

/** What is wrong with a template on this head, at this event. */
export function findingsOf(
  template: BadgeTemplate,
  head: PrinterHead,
  event: EventFile,
): TemplateFinding[] {
  const categories = event.categories.map(({ id }) => id);
  const extras = event.extraFields.filter(({ showsAt }) => showsAt.includes('badge'));
  return checkTemplate(
    template,
    head,
    categories,
    extras.map(({ id }) => id),
  );
}

/** A template's faults on the printers that use it, or on a default one; each once. */
export function findingsOnPrinters(
  template: BadgeTemplate,
  printers: readonly PrinterSettings[],
  event: EventFile,
): TemplateFinding[] {
  const using = printers.filter(({ stock }) => stock.template === template.id);
  const heads = using.length === 0 ? [null] : using;
  const found = heads.flatMap((one) => findingsOf(template, headOf(template, one), event));
  const same = (one: TemplateFinding, other: TemplateFinding): boolean =>
    one.code === other.code && one.field === other.field && one.other === other.other;
  return found.filter((one, at) => at === found.findIndex((other) => same(one, other)));
}
