import { admission } from './list/admission.ts';
import { badgeTokens } from './list/badge-tokens.ts';
import { badges } from './list/badges.ts';
import { brother } from './list/brother.ts';
import { cause } from './list/cause.ts';
import { codesAndChains } from './list/codes-and-chains.ts';
import { colours } from './list/colours.ts';
import { dayClose } from './list/day-close.ts';
import { desk } from './list/desk.ts';
import { docs } from './list/docs.ts';
import { doors } from './list/doors.ts';
import { emergency } from './list/emergency.ts';
import { eventSecret } from './list/event-secret.ts';
import { eventVersions } from './list/event-versions.ts';
import { files } from './list/files.ts';
import { fonts } from './list/fonts.ts';
import { formats } from './list/formats.ts';
import { heads } from './list/heads.ts';
import { hub } from './list/hub.ts';
import { imports } from './list/import.ts';
import { judging } from './list/judging.ts';
import { kiosk } from './list/kiosk.ts';
import { kioskTickets } from './list/kiosk-tickets.ts';
import { limits } from './list/limits.ts';
import { operators } from './list/operators.ts';
import { peers } from './list/peers.ts';
import { people } from './list/people.ts';
import { photos } from './list/photos.ts';
import { printing } from './list/printing.ts';
import { privacy } from './list/privacy.ts';
import { proofs } from './list/proofs.ts';
import { roster } from './list/roster.ts';
import { schema } from './list/schema.ts';
import { shell } from './list/shell.ts';
import { simHostile } from './list/sim-hostile.ts';
import { simHub } from './list/sim-hub.ts';
import { simStation } from './list/sim-station.ts';
import { stationCare } from './list/station-care.ts';
import { sync } from './list/sync.ts';
import { tickets } from './list/tickets.ts';
import { trust } from './list/trust.ts';
import { windows } from './list/windows.ts';
import { type Mutation, noFault } from './mutation.ts';

/** Every planted fault, by the capability that it damages. */
export const capabilities: Readonly<Record<string, readonly Mutation[]>> = {
  admission,
  heads,
  badges,
  'badge tokens': badgeTokens,
  printing,
  brother,
  colours,
  fonts,
  files,
  formats,
  desk,
  docs,
  doors,
  emergency,
  kiosk,
  roster,
  import: imports,
  operators,
  sync,
  cause,
  trust,
  judging,
  hub,
  limits,
  'day close': dayClose,
  privacy,
  people,
  'processes of a hub': peers,
  photos,
  proofs,
  schema,
  shell,
  'station care': stationCare,
  tickets,
  'event secret': eventSecret,
  'event versions': eventVersions,
  'tickets at kiosks': kioskTickets,
  'codes and chains': codesAndChains,
  windows,
  'simulation of a hostile station': simHostile,
  'simulation of the hub': simHub,
  'simulation of a station': simStation,
};

/** The planted fault of this name. Throws for an unknown one. */
export function mutationOf(name: string): Mutation {
  const mutation = [noFault, ...Object.values(capabilities).flat()].find(
    (known) => known.name === name,
  );
  if (mutation === undefined) throw new Error(`no such mutation: ${name}`);
  return mutation;
}
