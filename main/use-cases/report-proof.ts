import type { KioskStatus } from '../../domain/day-close/status.ts';
import type { LocalDay } from '../../domain/event-file.ts';
import type { ReportKiosk } from '../../reports/input.ts';
import { type Context, today } from './context.ts';
import type { DayCloseParts } from './day-close/day-hub.ts';
import { readDayStatus } from './day-close/day-status.ts';
import type { ReportProof } from './report-input.ts';

/** Asks what is proved for a day; null is the whole event. Throws CallFailure as `readDayStatus` does. */
export async function readReportProof(
  parts: DayCloseParts,
  day: LocalDay | null,
): Promise<ReportProof> {
  const { kiosks, state } = await readDayStatus(parts, day ?? lastDayBegun(parts.context));
  return { kiosks: kiosks.map(kioskOf), isClosed: state === 'closed' };
}

/** Each day is proved with those before it: of the whole event the last that has begun counts. */
function lastDayBegun(context: Context): LocalDay {
  const { days } = context.event.file;
  const now = today(context);
  return days.filter((day) => day <= now).at(-1) ?? days[0] ?? now;
}

function kioskOf(status: KioskStatus): ReportKiosk {
  const { kiosk, name, mode, verdict, asOf, held, atLeast, lastSeen } = status;
  return {
    id: kiosk,
    name,
    mode,
    proof: verdict,
    asOf: asOf?.wall ?? null,
    facts: held,
    waiting: verdict === 'proven' ? 0 : atLeast > held ? atLeast - held : null,
    lastSeen,
  };
}
