import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import { openFontBook } from '../../fonts/font-book.ts';
import { findFontFolder } from '../../fonts/font-folder.ts';
import { paperOf } from '../write/pdf/paper.ts';
import { TypeSetter } from '../write/pdf/type-setter.ts';
import { area, drawTicket, type TicketContext } from './draw-ticket.ts';
import { contentOf, type TicketEvent, type TicketLook } from './ticket-content.ts';

const paper = paperOf('upright');
const cut = '#c4c4c4';
/** Pixels a point: each module of a code has at least six. */
const pictureScale = 2;

/** Has the fonts, loaded with the first tickets, and the texts that many tickets share. */
let setter: TypeSetter | null = null;

function sharedSetter(): TypeSetter {
  setter ??= new TypeSetter(openFontBook(findFontFolder(import.meta.dirname)));
  return setter;
}

/**
 * Tickets as one PDF on A4, each in its holder's language, with the bundled fonts.
 *
 * @param perPage one to a page, or four with lines to cut along
 * @param fallback language of who has none, or one in which there are no tickets
 * @param onDone called after some pages, with the number of tickets on them and before
 */
export async function ticketPdf(
  tickets: readonly IssuedTicket[],
  event: TicketEvent,
  {
    perPage,
    fallback,
    look,
    onDone = () => undefined,
  }: {
    perPage: 1 | 4;
    fallback: KioskLanguage;
    look: TicketLook;
    onDone?: (done: number) => void;
  },
): Promise<Uint8Array> {
  const content = contentOf(event, fallback, look.design);
  const document = new PDFDocument({ title: event.name.en, creator: 'Lanyard' });
  for (let first = 0; first < tickets.length; first += perPage) {
    // Its type says less than it has: it draws pictures as any other canvas.
    const context = document.beginPage(paper.width, paper.height) as unknown as SKRSContext2D;
    if (perPage === 4) drawCuts(context);
    for (const [place, ticket] of tickets.slice(first, first + perPage).entries()) {
      context.save();
      if (perPage === 1) context.scale(2, 2);
      else context.translate((place % 2) * area.width, Math.floor(place / 2) * area.height);
      drawTicket(context, sharedSetter(), ticket, { words: content(ticket), logo: look.logo });
      context.restore();
    }
    document.endPage();
    if ((first / perPage) % 5 < 4) continue;
    onDone(Math.min(first + perPage, tickets.length));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return new Uint8Array(document.close());
}

/** A ticket as a PNG of A6, for messages and web pages; `isWhole` as {@link drawTicket} returns. */
export async function ticketPicture(
  ticket: IssuedTicket,
  event: TicketEvent,
  { fallback, look }: { fallback: KioskLanguage; look: TicketLook },
): Promise<{ png: Uint8Array<ArrayBuffer>; isWhole: boolean }> {
  const canvas = createCanvas(
    Math.round(area.width * pictureScale),
    Math.round(area.height * pictureScale),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(pictureScale, pictureScale);
  context.imageSmoothingQuality = 'high';
  const words = contentOf(event, fallback, look.design)(ticket);
  const isWhole = drawTicket(context, sharedSetter(), ticket, { words, logo: look.logo });
  return { png: new Uint8Array(await canvas.encode('png')), isWhole };
}

function drawCuts(context: TicketContext): void {
  context.fillStyle = cut;
  context.fillRect(area.width - 0.25, 0, 0.5, paper.height);
  context.fillRect(0, area.height - 0.25, paper.width, 0.5);
}
