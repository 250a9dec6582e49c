import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { directionOf } from '../../platform/fonts/scripts.ts';
import type { Cell, Report, ReportSection } from '../report.ts';
import { pageWords } from '../words.ts';

/** Half points, and twentieths of a point for distances, as the format requires. */
const sizes = { title: 36, heading: 24, text: 20, small: 16 };
const a4 = { width: 11_906, height: 16_838 };
const margin = 1_134;

/**
 * The list of participants as an A4 text document that the secretariat can edit: a heading per
 * delegation, and below it each person's name in bold with the details.
 */
export async function writeDocx(report: Report): Promise<Uint8Array> {
  const document = new Document({
    title: report.title,
    subject: report.event,
    creator: '',
    styles: {
      default: {
        document: {
          run: {
            font: 'Arial',
            size: sizes.text,
            language: { value: report.language === 'fr' ? 'fr-FR' : 'en-GB' },
          },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: a4,
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        headers: { default: headerOf(report) },
        footers: { default: footerOf(report) },
        children: [...frontOf(report), ...report.sections.flatMap(sectionOf), ...endOf(report)],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function frontOf(report: Report): Paragraph[] {
  const line = (text: string, after: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after },
      children: [new TextRun({ text })],
    });
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [new TextRun({ text: report.title, bold: true, size: sizes.title })],
    }),
    line(report.event, 60),
    line(report.period, 60),
    line(report.asOf, 360),
  ];
}

function sectionOf({ title, rows }: ReportSection): Paragraph[] {
  const heading =
    title === null
      ? []
      : [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            keepNext: true,
            spacing: { before: 280, after: 100 },
            children: [
              new TextRun({ text: title, bold: true, size: sizes.heading, color: '000000' }),
            ],
          }),
        ];
  return [...heading, ...rows.flatMap(personOf)];
}

/** Name, then function, administration, role and category on separate lines. */
function personOf(row: readonly Cell[]): Paragraph[] {
  const [, name, ...details] = row.map((cell) => (cell === null ? '' : String(cell)));
  // A head of delegation often is one by role and by category: say it once.
  const said = [...new Set(details)].filter((detail) => detail !== '');
  const line = (text: string, isName: boolean, isLast: boolean): Paragraph =>
    new Paragraph({
      keepNext: !isLast,
      keepLines: true,
      bidirectional: directionOf(text) === 'rtl',
      spacing: { after: isLast ? 120 : 0 },
      children: [new TextRun({ text, bold: isName, rightToLeft: directionOf(text) === 'rtl' })],
    });
  return [
    line(name ?? '', true, said.length === 0),
    ...said.map((text, i) => line(text, false, i === said.length - 1)),
  ];
}

function endOf(report: Report): Paragraph[] {
  const text = report.totals?.find((cell) => typeof cell === 'string' && cell !== '');
  return [
    new Paragraph({
      spacing: { before: 360 },
      children: [new TextRun({ text: String(text ?? report.empty), bold: true })],
    }),
  ];
}

function headerOf(report: Report): Header {
  const text = `${report.title} · ${report.event}`;
  return new Header({
    children: [new Paragraph({ children: [new TextRun({ text, size: sizes.small })] })],
  });
}

function footerOf(report: Report): Footer {
  const { page, of } = pageWords[report.language];
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({
            size: sizes.small,
            children: [`${page} `, PageNumber.CURRENT, ` ${of} `, PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
    ],
  });
}
