import writeExcelFile from 'write-excel-file/node';
import { exactText } from '../write/xlsx.ts';

/** A table of texts as one XLSX sheet, with a bold, frozen first row. */
export async function ticketXlsx(rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const data = rows.map((row, index) =>
    row.map((text) =>
      text === ''
        ? null
        : {
            value: exactText(text),
            type: String,
            ...(index === 0 ? { fontWeight: 'bold' as const } : {}),
          },
    ),
  );
  return new Uint8Array(
    await writeExcelFile([{ sheet: 'Tickets', data, stickyRowsCount: 1 }]).toBuffer(),
  );
}
