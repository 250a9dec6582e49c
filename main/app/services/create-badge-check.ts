import type { StoreLocation } from '../../../db/station/open.ts';
import type { Stops } from '../../../domain/base/stops.ts';
import {
  type BadgeCheck,
  checkThreadLimits,
  createBadgeCheck,
} from '../../badges/check/badge-check.ts';
import startCheckThread from '../../badges/check/worker.ts?nodeWorker';
import type { CallParts } from '../../base/calls.ts';
import { errorFields, type Log } from '../../base/log.ts';
import { notify } from '../gateway/notify.ts';

/** The station's check of all badges, in a thread that ends with the check. */
export function createStationBadgeCheck(
  options: Pick<CallParts, 'context' | 'config'> & {
    location: StoreLocation;
    fontFolder: string;
    stops: Stops;
    log: Log;
  },
): BadgeCheck {
  const { stops, log, ...station } = options;
  const check = createBadgeCheck({
    ...station,
    notify,
    startWorker: (workerData) =>
      startCheckThread({ workerData, resourceLimits: checkThreadLimits }),
    onFailure: (failure) => log.error(errorFields(failure), 'badge check'),
  });
  stops.defer('badge check', check.forget);
  return check;
}
