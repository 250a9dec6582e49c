import { formatDays } from '../domain/event-dates.ts';
import { localDayOf } from '../domain/local-day.ts';
import type { Digest } from './digest.ts';
import type { Report } from './report.ts';

const words = {
  en: {
    training: 'TRAINING: nothing of this is real',
    complete: (when: string) => `Complete as of ${when}`,
    provisional: (when: string) => `Provisional, as of ${when}`,
    proven: (proven: number, kiosks: number) => `${proven} of ${kiosks} kiosks proven`,
    at: (day: string, time: string) => `${time} on ${day}`,
  },
  fr: {
    training: 'EXERCICE\u202F: rien de ceci n’est réel',
    complete: (when: string) => `Complet à ${when}`,
    provisional: (when: string) => `Provisoire, état à ${when}`,
    proven: (proven: number, kiosks: number) =>
      `${proven} ${proven > 1 ? 'postes prouvés' : 'poste prouvé'} sur ${kiosks}`,
    at: (day: string, time: string) => `${time} le ${day}`,
  },
};

/** What stands above every report: the event, its day or days, and how complete it is. */
export function headerOf(digest: Digest): Pick<Report, 'event' | 'period' | 'asOf'> {
  const { input, language } = digest;
  const { event, day, isTraining } = input;
  const name = event.name[language];
  return {
    event: isTraining ? `${name} – ${words[language].training}` : name,
    period: formatDays(day === null ? event.days : [day], language),
    asOf: asOfWords(digest),
  };
}

/** "Complete as of 18:04, 5 of 6 kiosks proven". The day is said where it is not the one reported on. */
function asOfWords({ input, language, moments }: Digest): string {
  const said = words[language];
  const time = clockWords(moments.time(input.asOf), language);
  const day = localDayOf(input.asOf, input.event);
  const when = day === input.day ? time : said.at(formatDays([day], language), time);
  const as = input.isClosed ? said.complete(when) : said.provisional(when);
  const { kiosks } = input;
  if (kiosks.every(({ proof }) => proof === 'not-checked')) return as;
  const proven = kiosks.filter(({ proof }) => proof === 'proven').length;
  return `${as}, ${said.proven(proven, kiosks.length)}`;
}

/** "18:04", « 18 h 04 ». */
function clockWords(time: string, language: Digest['language']): string {
  return language === 'fr' ? time.replace(':', '\u00A0h\u00A0') : time;
}
