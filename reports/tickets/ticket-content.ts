import type { Image } from '@napi-rs/canvas';
import type { KioskLanguage, ScreenLanguage } from '../../domain/base/language.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { kioskLanguageOf } from '../../domain/kiosk.ts';
import { designText, type TicketDesign } from '../../domain/tickets/ticket-design.ts';
import type { IssuedTicket } from '../../domain/tickets/tickets-file.ts';
import { ticketWords } from './ticket-words.ts';

/** What tickets say besides the person. */
export type TicketEvent = Pick<
  EventFile,
  'name' | 'place' | 'days' | 'delegations' | 'categories' | 'policies'
>;

/** An event's design of the tickets. */
export interface TicketLook {
  design: TicketDesign;
  /** The design's logo, decoded. */
  logo: Image | null;
}

/** What a ticket says, in its holder's language. */
export interface TicketContent {
  language: KioskLanguage;
  event: string;
  place: string;
  days: string;
  heading: string;
  delegation: string;
  category: string;
  foot: string;
  code: string;
  /** The design's; may have several lines. */
  text: string;
}

/**
 * What each ticket says. Names of events, delegations and categories are the secretariat's: English
 * or French.
 *
 * @param fallback language of who has none, or one in which there are no tickets
 */
export function contentOf(
  event: TicketEvent,
  fallback: KioskLanguage,
  design: TicketDesign,
): (ticket: Pick<IssuedTicket, 'delegate'>) => TicketContent {
  const delegations = new Map(event.delegations.map(({ code, name }) => [code, name]));
  const categories = new Map(event.categories.map((one) => [one.id, one]));
  const days = new Map<KioskLanguage, string>();
  return ({ delegate }) => {
    const language = kioskLanguageOf(delegate.language) ?? fallback;
    const names: ScreenLanguage = language === 'fr' ? 'fr' : 'en';
    const said = ticketWords[language];
    const category = categories.get(delegate.category);
    const isFeminine = names === 'fr' && delegate.grammaticalGender === 'feminine';
    if (!days.has(language)) days.set(language, daysIn(event.days, language));
    return {
      language,
      event: event.name[names],
      place: event.place[names],
      days: days.get(language) ?? '',
      heading: said.heading,
      delegation: delegations.get(delegate.delegation)?.[names] ?? '',
      category: (isFeminine ? category?.feminineFr : undefined) ?? category?.name[names] ?? '',
      foot: event.policies.idCheck ? `${said.show} ${said.document}` : said.show,
      code: said.code,
      text: designText(design, language),
    };
  };
}

/** "2–4 October 2018"; digits are the usual ones, as on every screen of the app. */
function daysIn(days: EventFile['days'], language: KioskLanguage): string {
  const [first, last] = [days[0], days.at(-1)].map((day) => new Date(`${day}T00:00:00Z`));
  if (first === undefined || last === undefined) return '';
  const locale = language === 'en' ? 'en-GB' : language;
  const format = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
  return format.formatRange(first, last);
}
