import { admission } from './list/admission.ts';
import { badges } from './list/badges.ts';
import { dayClose } from './list/day-close.ts';
import { doors } from './list/doors.ts';
import { hub } from './list/hub.ts';
import { kiosk } from './list/kiosk.ts';
import { operators } from './list/operators.ts';
import { printing } from './list/printing.ts';
import { privacy } from './list/privacy.ts';
import { roster } from './list/roster.ts';
import { simulated } from './list/simulation.ts';
import { station } from './list/station.ts';
import { sync } from './list/sync.ts';
import { tickets } from './list/tickets.ts';
import { trust } from './list/trust.ts';
import { type Mutation, noFault } from './mutation.ts';

/** Every planted fault, by the capability that it damages. */
export const capabilities: Readonly<Record<string, readonly Mutation[]>> = {
  admission,
  badges,
  printing,
  doors,
  kiosk,
  roster,
  operators,
  sync,
  trust,
  hub,
  'day close': dayClose,
  privacy,
  station,
  tickets,
  simulation: simulated,
};

/** The planted fault of this name; null for {@link noFault}. Throws for an unknown one. */
export function mutationOf(name: string): Mutation | null {
  if (name === noFault) return null;
  const mutation = Object.values(capabilities)
    .flat()
    .find((known) => known.name === name);
  if (mutation === undefined) throw new Error(`no such mutation: ${name}`);
  return mutation;
}
