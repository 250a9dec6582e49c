import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { screenLanguages } from '../../domain/base/language.ts';
import type { DayReport } from '../../domain/day-close/report.ts';
import { type DayReportContent, dayReportPage } from '../../reports/day-report/day-report.ts';
import { dayReportWords } from '../../reports/day-report/words.ts';
import { reportPdf } from '../../reports/write/pdf/report-pdf.ts';
import en from '../../ui/words/en.json' with { type: 'json' };
import fr from '../../ui/words/fr.json' with { type: 'json' };
import { hashOf, sampleReport, sealed, stationId } from '../domain/day-close/report-sample.ts';
import { sampleEvent } from '../support/sample-event.ts';

const longName = 'Maximiliana Friederike von Hohenstaufen-Württemberg y Fernández de Córdoba';
const note = 'Seen at the desk; the second badge was destroyed';
const [override, print, noteId] = [stationId(501), stationId(502), stationId(503)];

function contentOf(change: Partial<DayReport> = {}): DayReportContent {
  const report = sampleReport({
    day: '2018-12-01',
    issuedAt: Date.parse('2018-12-01T18:04:00+01:00'),
    overrides: [
      {
        fact: override,
        checkpoint: 'registration',
        station: stationId(1),
        outcome: 'pending',
        reason: 'letter-shown',
        resolvedBy: null,
      },
    ],
    prints: [{ serial: '00000001-12', fact: print, station: stationId(1), resolvedBy: noteId }],
    clocks: [{ station: stationId(1), facts: 4, worst: 12 * 60_000, resolvedBy: null }],
    ...change,
  });
  return {
    report,
    hash: hashOf(sealed(report)),
    fileName: 'day-report-2018-12-01-1.json',
    event: sampleEvent,
    isTraining: false,
    stationNames: {
      [stationId(1)]: 'Desk 1',
      [stationId(2)]: 'The registration desk of the administrations beside the southern entrance',
      [stationId(3)]: 'Émile’s desk',
    },
    closedBy: 'Anna Peeters',
    people: {
      [override]: { printedName: longName, delegation: 'BEL' },
      [print]: { printedName: '王小明', delegation: 'CHN' },
    },
    notes: {
      [noteId]: { note, operatorName: 'Jan', wall: Date.parse('2018-12-01T17:30:00+01:00') },
    },
  };
}

/** The text of the PDF as a reader gets it, lines joined. */
async function read(content: DayReportContent, language: 'en' | 'fr'): Promise<string> {
  const pdf = await reportPdf([dayReportPage(content, language)]);
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  return text.normalize('NFKC').replace(/[\s\u00A0\u202F]+/g, ' ');
}

describe('the report of a day as PDF', () => {
  test('says who closed the day and when, the verdicts, what is open, the proof and its check', async () => {
    const content = contentOf();
    const text = await read(content, 'en');
    expect(text).toContain('Report of the day');
    expect(text).toContain('1 December 2018');
    expect(text).toContain('Closed by Anna Peeters at Desk 1 on 1 December 2018 at 18:04');
    expect(text).toContain('Revision 1. Report number 1, signed by the hub.');
    expect(text).toContain('The proof is the signed file day-report-2018-12-01-1.json');
    const { publicKey } = content.report.issuer;
    expect(text).toContain(
      `To check it: npm run verify -- day-report-2018-12-01-1.json --key ${publicKey}`,
    );
    expect(text).toContain(content.hash);
    expect(text).toContain('Proven: All its records are here.');
    // Two stations, an override, a clock and a quarantine without notes.
    expect(text).toContain('Still open: 5');
    expect(text).toContain('Explained by a note: 1');
    expect(text).toContain('12 minutes behind');
    expect(text).toContain('王小明 (CHN)');
    expect(text).toContain('People present');
  });

  test('in French has the dates and words of the screens', async () => {
    const text = await read(contentOf(), 'fr');
    expect(text).toContain('Rapport de la journée');
    expect(text).toContain(
      'Clôturé par Anna Peeters au poste Desk 1 le 1er décembre 2018 à 18 h 04',
    );
    expect(text).toContain('Encore ouvert : 5');
    expect(text).toContain('12 minutes de retard');
    expect(text).not.toMatch(/\b(Proven|Broken|undefined)\b/);
  });

  test('long names are broken into lines, and nothing of them is lost', async () => {
    const pdf = await reportPdf([dayReportPage(contentOf(), 'en')]);
    const raw = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' });
    expect(raw.replace(/\s+/g, ' ')).toContain(`${longName} (BEL)`);
  });

  test('a day without open items says so; a note that is not here is named', async () => {
    const [proven] = contentOf().report.stations;
    const quiet = {
      stations: proven === undefined ? [] : [proven],
      overrides: [],
      prints: [],
      clocks: [],
      quarantine: [],
      proof: { proven: 1, open: 0, broken: 0 },
    };
    const text = await read(contentOf(quiet), 'en');
    expect(text).toContain('Complete as of 18:04, 1 of 1 station proven');
    expect(text).toContain('Still open: 0');
    expect(text).toContain('Nothing stays open');
    expect(await read({ ...contentOf(), notes: {}, people: {} }, 'en')).toContain(
      'Explained by a note in the record',
    );
  });

  test.each(screenLanguages)(
    'verdicts, reasons and kinds are those of the screens (%s)',
    (language) => {
      const screens = { en, fr }[language];
      const paper = dayReportWords[language];
      // The report leaves out the queue of a single desk.
      const { job: _, ...kinds } = screens.dayClose.kinds;
      expect(paper.verdicts).toEqual(screens.stationVerdict);
      expect(paper.reasons).toEqual(screens.day.reasons);
      expect(paper.kinds).toEqual(kinds);
      expect(paper.quarantine).toEqual(screens.quarantine.reasons);
    },
  );
});
