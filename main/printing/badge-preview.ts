import { badgesOfDelegate } from '../../db/badges/badges.ts';
import { printJobOfBadge } from '../../db/printing/print-jobs.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { findTemplate } from '../../db/templates.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import { formatSerial } from '../../domain/tickets/opaque-code.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { CallParts } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { badgeContentFor } from './badge-content.ts';
import { layoutOf } from './prepare.ts';
import type { BadgeLayout, Renderer } from './render/renderer.ts';
import { routeOf } from './routes.ts';

type LayoutParts = Pick<CallParts, 'context' | 'config'>;

/**
 * How the station lays out a badge of a category: by the printer that has the badge, or would get
 * it, else by the first one, else for a roll of 80 mm.
 *
 * @param serial of the badge, or null
 */
export function layoutOfBadge(
  desk: LayoutParts,
  serial: string | null,
  category: string,
): BadgeLayout {
  const printer = printerOf(desk, serial, category);
  if (printer === undefined) return { widthDots: 576, dotsPerMm: 8, template: rollTemplate() };
  return layoutOf(printer, findTemplate(desk.context.db, printer.stock.template) ?? rollTemplate());
}

function printerOf(
  { context, config }: LayoutParts,
  serial: string | null,
  category: string,
): PrinterSettings | undefined {
  const printers = readPrinters(context.db, config);
  const printerId = serial === null ? null : printJobOfBadge(context.db, serial)?.printerId;
  const route = routeOf(
    { kind: 'badge', printerId: printerId ?? null, category, priority: 0 },
    printers.map((settings) => ({ settings, canPrint: 'unknown', waiting: 0 })),
  );
  return printers.find(({ id }) => route.kind === 'to' && id === route.printerId) ?? printers[0];
}

/**
 * The preview is the exact bitmap, except for the code's token: of the newest badge, or of the one
 * that a check-in would print next. Throws CallFailure `not-found`, `render-failed`.
 */
export async function badgePreview(desk: LayoutParts & { renderer: Renderer }, delegateId: string) {
  const { context } = desk;
  const delegate = findDelegateById(context.db, context.event.file.id, delegateId);
  if (delegate === null) throw new CallFailure('not-found');
  const [newest] = badgesOfDelegate(context.db, context.event.file.id, delegateId);
  const serial = newest?.serial ?? formatSerial({ station: context.self.stationNumber, count: 0 });
  const content = badgeContentFor(context, delegate, { serial, code: null, attempt: 1 });
  const layout = layoutOfBadge(desk, newest?.serial ?? null, delegate.category);
  try {
    const rendered = await desk.renderer.render(content, layout);
    return {
      // Copied, because the contract's bytes own their memory.
      png: new Uint8Array(await desk.renderer.toPng(rendered.bitmap)),
      width: rendered.bitmap.width,
      height: rendered.bitmap.height,
      inks: layout.inks ?? 'black',
      missingGlyphs: rendered.missingGlyphs,
    };
  } catch (error) {
    throw new CallFailure('render-failed', '', error);
  }
}
