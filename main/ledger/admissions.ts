import { standingAdmissions } from '../../db/check-in/admissions.ts';
import type { Context } from '../base/context.ts';
import { stationNameOf } from './station-names.ts';

/** Valid admissions only, with their stations' names. */
export function admissionsOf(context: Context, delegateId: string) {
  const nameOf = (station: string, known: string | null) => stationNameOf(context, station, known);
  return standingAdmissions(context.db, context.event.file.id, delegateId, nameOf);
}
