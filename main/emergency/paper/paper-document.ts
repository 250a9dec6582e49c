import { dateForm } from '../../../domain/base/date-form.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { formatDays } from '../../../domain/event/event-dates.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { localDayOf } from '../../../domain/event/local-day.ts';
import { hanLanguage } from '../../../domain/roster/han-forms.ts';

/** A document of A4 pages, each with its own markup: no page break is left to a browser. */
export interface PaperDocument {
  title: string;
  language: ScreenLanguage;
  /** The inner markup of each page, in order. */
  pages: string[];
}

/** Text for markup: nothing in it can become an element or an attribute. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A name or another text with its own direction, isolated from the text around it. */
export function isolated(text: string, className: string): string {
  return text === '' ? '' : `<bdi class="${className}">${escapeText(text)}</bdi>`;
}

/** A name in its own script, with the letter forms that the badge has. */
export function nativeName(name: string, delegation: string): string {
  if (name === '') return '';
  const language = hanLanguage(name, delegation);
  const lang = language === undefined ? '' : ` lang="${language}"`;
  return `<bdi class="native"${lang}>${escapeText(name)}</bdi>`;
}

const place = '<!--paper-->';

/** The whole page: renderer/paper.html with the document in its place; null if it has none. */
export function pageOf(frame: string, document: PaperDocument): string | null {
  if (!frame.includes(place)) return null;
  const pages = document.pages.map((page) => `<section class="page">${page}</section>`).join('');
  // Functions: a "$" in a text must not be read as a pattern.
  return frame
    .replace('<html lang="en"', () => `<html lang="${document.language}"`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeText(document.title)}</title>`)
    .replace(place, () => pages);
}

export interface PageFrame {
  /** Top left, large; the event's name is above it. */
  heading: string;
  event: string;
  /** Top right: the day. */
  day: string;
  /** Bottom left: the station that made it, when, and how old its data are. */
  made: string;
  /** Bottom right, from the page's number and the total. */
  pageOf: (page: number, pages: number) => string;
  mark: string;
}

/** Puts the frame around every page's content and numbers them. */
export function framedPages(
  contents: readonly { heading: string; body: string }[],
  frame: Omit<PageFrame, 'heading'>,
): string[] {
  return contents.map(
    ({ heading, body }, index) =>
      `${frame.mark === '' ? '' : `<p class="mark">${escapeText(frame.mark)}</p>`}` +
      `<header><div><p class="event">${isolated(frame.event, '')}</p><h1>${escapeText(heading)}</h1></div>` +
      `<p class="day">${escapeText(frame.day)}</p></header>` +
      `<div class="body">${body}</div>` +
      `<footer><p>${escapeText(frame.made)}</p>` +
      `<p class="number">${escapeText(frame.pageOf(index + 1, contents.length))}</p></footer>`,
  );
}

export interface Paper {
  printers(): Promise<{ queue: string; name: string }[]>;
  /** The document as PDF, with its fonts inside. */
  toPdf(document: PaperDocument): Promise<Uint8Array>;
  /** Sends the document to one of the system's printers. Rejects with the reason if refused. */
  print(document: PaperDocument, queue: string): Promise<void>;
}

/** Times as printed on paper, in the event's time zone. */
export type Moments = ReturnType<typeof paperMoments>;

export function paperMoments(
  event: Pick<EventFile, 'timeZone' | 'dayBoundary'>,
  today: string,
  language: ScreenLanguage,
) {
  const format = dateForm(language, {
    timeZone: event.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const time = (wall: number): string => format.format(wall);
  const day = (local: string): string => formatDays([local], language);
  return {
    /** UTC milliseconds → "09:41". */
    time,
    /** A local day → "2 October 2018". */
    day,
    /** UTC milliseconds → "09:41", with the day where it is not `today`. */
    moment: (wall: number): string => {
      const on = localDayOf(wall, event);
      return on === today ? time(wall) : `${day(on)}, ${time(wall)}`;
    },
  };
}
