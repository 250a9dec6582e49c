import type { Cell, Report } from '../../reports/report.ts';

/** Texts that programs like to spoil: formulas, quotes, line breaks, blanks, escapes, every script. */
export const strangeTexts: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '+32 2 209 92 11',
  '-1+1',
  '@SUM(A1)',
  '=1+1',
  'says "no", then; goes',
  'first line\nsecond line',
  '  blanks around  ',
  '007',
  '1e5',
  '2018-10-02',
  'TRUE',
  '_x0041_ stays',
  "'apostrophe",
  '<b>&amp;</b>',
  'محمد بن عبد الله',
  'דוד כהן',
  '王小明',
  '山田 太郎',
  '김민준',
  'Иван ПЕТРОВ',
  'Ωμέγα',
  'अनिता शर्मा',
  'นภา ศรีสุข',
  'Đỗ Thị Ánh',
  'Zoë Æther-Œuvre',
  '𝒳 outside the plane',
];

/** A report that holds them, one a row, beside numbers. */
export function strangeReport(): Report {
  const rows = strangeTexts.map((text, i): Cell[] => [text, i, text.length]);
  return {
    id: 'attendance',
    language: 'en',
    title: 'Strange: [texts] / all',
    event: 'Global Security Conference',
    period: '2 October 2018',
    asOf: 'Complete as of 18:04, 5 of 6 kiosks proven',
    notes: ['=A note that looks like a formula'],
    columns: [
      { title: 'Text', width: 40, align: 'start', onPaper: true },
      { title: 'Place', width: 10, align: 'end', onPaper: true },
      { title: 'Length', width: 10, align: 'end', onPaper: true },
    ],
    sections: [{ title: null, rows }],
    totals: ['Total', strangeTexts.length, null],
    empty: '',
    certificates: null,
  };
}
