import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { maxKeptDots } from '../../domain/roster/picture-size.ts';
import {
  plainDesign,
  type TicketDesign,
  ticketDesignSchema,
} from '../../domain/tickets/ticket-design.ts';
import { loadPicture } from '../../intake/photo/load-picture.ts';
import type { TicketLook } from '../../reports/tickets/ticket-content.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';

/** The last logo: it is on every ticket, each e-mail's too. */
let lastLogo: { png: string; image: NonNullable<TicketLook['logo']> } | null = null;

/**
 * The design of an event's tickets. It is a setting of the station, like the mail server: tickets
 * leave from one station. In the event's file every version would carry the picture to all
 * stations.
 */
export function readTicketDesign(db: ReadableDatabase, eventId: string): TicketDesign {
  return ticketDesignSchema.catch(plainDesign).parse(readSetting(db, nameOf(eventId)));
}

/** Throws CallFailure `bad-input` where the logo is not a picture or has too many pixels. */
export async function saveTicketDesign(
  { db, event }: Pick<Context, 'db' | 'event'>,
  design: TicketDesign,
): Promise<void> {
  await lookOf(design);
  writeSetting(db, nameOf(event.file.id), design);
}

/** The design with its logo as a picture. Throws CallFailure `bad-input`. */
export async function lookOf(design: TicketDesign): Promise<TicketLook> {
  const { logo: png } = design;
  if (png === null) return { design, logo: null };
  if (lastLogo?.png === png) return { design, logo: lastLogo.image };
  const image = await loadPicture(Buffer.from(png, 'base64'), maxKeptDots);
  if (typeof image === 'string') throw new CallFailure('bad-input', 'logo');
  lastLogo = { png, image };
  return { design, logo: image };
}

function nameOf(eventId: string): string {
  return `ticket-design ${eventId}`;
}
