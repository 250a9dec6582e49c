import { z } from 'zod';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { StationWarning } from '../../preload/contract/station/station.ts';
import type { Context } from '../base/context.ts';

/**
 * Compares the hub with this station: event files that differ, the hub's clock in doubt, operators
 * for whom the hub has no room.
 */
export function hubWarnings(context: Context): StationWarning[] {
  const link = findHubLink(context.db);
  if (link === null) return [];
  const warnings: StationWarning[] = [];
  const others = z.array(z.string()).parse(JSON.parse(link.otherEventFiles));
  const isOwnOther =
    link.hubEventFile !== null &&
    link.hubEventFile !== eventFileHash(context.event.file, nodeCrypto);
  const named = isOwnOther ? [context.stationName, ...others] : others;
  if (named.length > 0) warnings.push({ code: 'event-file-differs', detail: named.join(', ') });
  if (link.hubClockOff !== null) warnings.push({ code: 'hub-clock-in-doubt', detail: '' });
  const { operatorsRefused } = link;
  if (operatorsRefused > 0)
    warnings.push({ code: 'operators-refused', detail: String(operatorsRefused) });
  return warnings;
}
