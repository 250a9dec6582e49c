import { standingAdmissions } from '../../db/check-in/admissions.ts';
import type { Context } from '../base/context.ts';

/** The valid admissions of a delegate, with this station's name. */
export function admissionsOf(context: Context, delegateId: string) {
  return standingAdmissions(context.db, context.event.file.id, delegateId, {
    station: context.self.station,
    name: context.stationName,
  });
}
