import type { EventFile } from '../../domain/event/event-file.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { PrinterHead } from '../../domain/templates/badge-geometry.ts';
import type { BadgeTemplate, Inks } from '../../domain/templates/badge-template.ts';
import { checkTemplate } from '../../domain/templates/check-template.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import { layoutOf } from '../printing/prepare.ts';
import type { BadgeLayout } from '../printing/render/renderer.ts';

/** Dots per millimetre of the printers that most desks own (203 dpi). */
const defaultDots = 8;

/**
 * How a printer prints a template. Without a printer: one of 203 dpi, as wide as the template, for
 * both sides.
 *
 * @param inks of the printer that is not there
 */
export function layoutOn(
  template: BadgeTemplate,
  printer: PrinterSettings | null,
  inks: Inks = 'black',
): BadgeLayout & PrinterHead {
  if (printer !== null) return layoutOf(printer, template);
  const widthDots = Math.ceil(template.size.width * defaultDots);
  return { widthDots, dotsPerMm: defaultDots, template, inks, bothSides: true };
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
  const found = heads.flatMap((one) => findingsOf(template, layoutOn(template, one), event));
  const same = (one: TemplateFinding, other: TemplateFinding): boolean =>
    one.code === other.code && one.field === other.field && one.other === other.other;
  return found.filter((one, at) => at === found.findIndex((other) => same(one, other)));
}
