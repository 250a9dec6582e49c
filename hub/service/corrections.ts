import { type Delegate, registrationStatusSchema } from '../../domain/delegate.ts';
import { type CorrectableField, correctableFields } from '../../domain/roster-changes.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { CorrectionTable, HubDatabase } from '../store/tables.ts';

/** What desks change by hand: how a name is written, and that somebody withdraws. */
export type CorrectedField = CorrectableField | 'status';

/** Where a correction stands in the order of facts. */
export type FactPlace = Pick<CorrectionTable, 'hlc' | 'kiosk' | 'incarnation' | 'kseq'>;

const ofDelegates = query<{ ids: TextList }, CorrectionTable>(({ db, at, isAmong }) =>
  db
    .selectFrom('correction')
    .where(isAmong('delegate_id', at('ids')))
    .selectAll(),
);

/** The corrections of these delegates, by delegate id. */
export async function correctionsOf(
  db: HubDatabase,
  ids: readonly string[],
): Promise<Map<string, CorrectionTable[]>> {
  const found = new Map<string, CorrectionTable[]>();
  if (ids.length === 0) return found;
  for (const row of await ofDelegates(db, { ids: textList(ids) })) {
    const rows = found.get(row.delegate_id);
    if (rows === undefined) found.set(row.delegate_id, [row]);
    else rows.push(row);
  }
  return found;
}

/** The delegate as the desks corrected it. */
export function corrected(delegate: Delegate, corrections: readonly CorrectionTable[]): Delegate {
  const changed = { ...delegate };
  for (const { field, value } of corrections) {
    if (field === 'status') changed.status = registrationStatusSchema.parse(value);
    const name = correctableFields.find((correctable) => correctable === field);
    if (name !== undefined) changed[name] = value;
  }
  return changed;
}

const write = query<CorrectionTable, never>(({ db, at }) =>
  db
    .insertInto('correction')
    .values({
      delegate_id: at('delegate_id'),
      field: at('field'),
      value: at('value'),
      hlc: at('hlc'),
      kiosk: at('kiosk'),
      incarnation: at('incarnation'),
      kseq: at('kseq'),
    })
    .onConflict((conflict) =>
      conflict.columns(['delegate_id', 'field']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        hlc: eb.ref('excluded.hlc'),
        kiosk: eb.ref('excluded.kiosk'),
        incarnation: eb.ref('excluded.incarnation'),
        kseq: eb.ref('excluded.kseq'),
      })),
    ),
);

/**
 * Notes a correction unless a later one of the same field is known: later in the order of facts
 * (`compareFacts`), whichever came first. `known` is brought up to date.
 */
export async function noteCorrection(
  tx: HubDatabase,
  known: CorrectionTable[],
  correction: CorrectionTable,
): Promise<void> {
  const index = known.findIndex(({ field }) => field === correction.field);
  const before = known[index];
  if (before !== undefined && comparePlaces(before, correction) > 0) return;
  if (before === undefined) known.push(correction);
  else known[index] = correction;
  await write(tx, correction);
}

function comparePlaces(a: FactPlace, b: FactPlace): number {
  return (
    compareText(a.hlc, b.hlc) ||
    compareText(a.kiosk, b.kiosk) ||
    a.incarnation - b.incarnation ||
    a.kseq - b.kseq
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
