import { badgesOfDelegate, findBadge } from '../../db/badges/badges.ts';
import { bookedSessions } from '../../db/bookings.ts';
import { type PrintJobRow, printJobOfBadge } from '../../db/printing/print-jobs.ts';
import { findPhoto } from '../../db/roster/photos.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { findTemplate } from '../../db/templates.ts';
import { type BadgeContent, latinOnly } from '../../domain/badges/badge.ts';
import { badgeContent } from '../../domain/badges/badge-content.ts';
import {
  finalPrintJobStates,
  type HoldReason,
  type PrinterSettings,
} from '../../domain/printing/print-job.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import {
  badgeTokenBytes,
  formatSerial,
  makeBadgeCode,
  parseSerial,
} from '../../domain/tickets/opaque-code.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { CallParts } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { type Context, today } from '../base/context.ts';
import { layoutOf } from './prepare.ts';
import type { BadgeLayout, Renderer } from './render/renderer.ts';
import { routeOf } from './routes.ts';

/**
 * Content of a badge job, or why it must wait: the holder of a signed ticket may not be in the
 * roster yet. A finished job gets a code that no door accepts. An unfinished job whose code is gone
 * is never sent (`reissueWithoutCode`).
 */
export function contentOfJob(context: Context, job: PrintJobRow): BadgeContent | HoldReason {
  const badge = job.badgeSerial === null ? null : findBadge(context.db, job.badgeSerial);
  if (badge === null) return 'disregarded';
  const delegate = findDelegateById(context.db, job.eventId, badge.delegateId);
  if (delegate === null) return 'waits-for-data';
  if (badge.code === null && !finalPrintJobStates.includes(job.state)) return 'render-failed';
  const content = badgeContentFor(context, delegate, {
    serial: badge.serial,
    code: badge.code,
    attempt: job.attempt,
  });
  return job.latinOnly ? latinOnly(content) : content;
}

/** Content of a delegate's badge. Without its code it is only a picture: no door accepts it. */
export function badgeContentFor(
  context: Context,
  delegate: Delegate,
  badge: { serial: string; code: string | null; attempt: number },
): BadgeContent {
  const number = parseSerial(badge.serial);
  if (number === null) throw new Error(`"${badge.serial}" is no badge serial`);
  return badgeContent({
    delegate,
    event: context.event.file,
    serial: number,
    qrText: badge.code ?? makeBadgeCode(number, new Uint8Array(badgeTokenBytes)),
    attempt: badge.attempt,
    day: today(context),
    training: context.training,
    photo: findPhoto(context.db, context.event.file.id, delegate.id),
    booked: bookedSessions(context.db, context.event.file.id, delegate.id),
  });
}

type LayoutParts = Pick<CallParts, 'context' | 'config'>;

/**
 * How the station lays out a badge of a category: by the printer that has the badge, or would get
 * it, else by the first printer, else for a roll of 80 mm.
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
 * The preview is the exact bitmap, except for the code's token: that of the newest badge, or of the
 * badge that a check-in would print next. Throws CallFailure `not-found`, `render-failed`.
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
