import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { Cell, Report } from '../report.ts';

/** ECMA-376, part 1, 18.3.1.4: max characters of a cell. */
const maxCell = 32_767;
/** Max characters of a sheet's name. */
const maxNameLength = 31;

/**
 * Reports as one XLSX file, one sheet each: header, frozen titles, rows, totals. Text stays exactly
 * the same text, and numbers stay numbers.
 */
export async function writeXlsx(reports: readonly Report[]): Promise<Uint8Array> {
  const names = sheetNames(reports);
  const sheets = reports.map((report, i) => {
    const head = headRows(report);
    return {
      sheet: names[i] ?? String(i + 1),
      data: [...head, ...bodyRows(report)],
      columns: report.columns.map(({ width }) => ({ width: width + 2 })),
      stickyRowsCount: head.length,
    };
  });
  return new Uint8Array(await writeExcelFile(sheets).toBuffer());
}

/** Title, event and day, state, answer, notes, an empty row, and the titles of the columns. */
function headRows(report: Report): SheetData {
  const { answer } = report;
  const lines = [`${report.event}, ${report.period}`, report.asOf];
  const below = [...(answer === null ? [] : [answer.detail]), ...report.notes];
  const title = (text: string) => ({
    ...textCell(text),
    fontWeight: 'bold' as const,
    fontSize: 14,
  });
  return [
    [title(report.title)],
    ...lines.map((line) => [textCell(line)]),
    ...(answer === null ? [] : [[title(answer.text)]]),
    ...below.map((line) => [textCell(line)]),
    [],
    report.columns.map(({ title, align }) => ({
      ...textCell(title),
      fontWeight: 'bold' as const,
      align: align === 'end' ? ('right' as const) : ('left' as const),
      wrap: true,
    })),
  ];
}

function bodyRows(report: Report): SheetData {
  const rows = report.sections.flatMap((section) => section.rows);
  if (rows.length === 0) return [[textCell(report.empty)]];
  const data: SheetData = rows.map((row) => row.map(cellOf));
  if (report.totals === null) return data;
  const totals = report.totals.map(cellOf);
  return [...data, totals.map((cell) => cell && { ...cell, fontWeight: 'bold' as const })];
}

function cellOf(cell: Cell): CellObject | null {
  if (cell === null || cell === '') return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : textCell(cell);
}

function textCell(text: string): { value: string; type: StringConstructor } {
  return { value: exactText(text), type: String };
}

/**
 * Encodes text for an XLSX file (ST_Xstring, ECMA-376 part 1, 22.9.2.19). Characters that XML
 * cannot hold are written `_x0001_`, and so is any text that would be read as such an escape.
 */
export function exactText(text: string): string {
  const short = text.length > maxCell ? `${text.slice(0, maxCell - 1)}…` : text;
  return (
    short
      // A lone surrogate has no UTF-8.
      .replace(/\p{Surrogate}/gu, '\uFFFD')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, (sign) => {
        const code = sign.charCodeAt(0);
        return `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
      })
  );
}

/** Names that a spreadsheet accepts, without duplicates. */
function sheetNames(reports: readonly Report[]): string[] {
  const used = new Set<string>();
  return reports.map(({ title }) => {
    const plain = title.replace(/[[\]:*?/\\']/g, ' ').trim();
    let name = plain.slice(0, maxNameLength);
    for (let n = 2; used.has(name.toLowerCase()); n += 1) {
      name = `${plain.slice(0, maxNameLength - 4)} (${n})`;
    }
    used.add(name.toLowerCase());
    return name;
  });
}
