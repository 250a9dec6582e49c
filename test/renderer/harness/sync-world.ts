import { projectDelegate } from '../../../db/ledger/projection.ts';
import { followDirectory } from '../../../db/operators.ts';
import { saveDirectory } from '../../../db/sync/sync-directory.ts';
import { receiveFact } from '../../../db/sync/sync-facts.ts';
import { canonicalJson } from '../../../domain/base/json.ts';
import { hubAuthor } from '../../../domain/ledger/chain.ts';
import type { OperatorRole } from '../../../domain/operators/rights.ts';
import type { DirectoryStation } from '../../../domain/sync/directory.ts';
import { correctSpelling } from '../../../main/check-in/correct-spelling.ts';
import { resolveDuplicate } from '../../../main/check-in/resolve-duplicate.ts';
import { registerWalkIn, replaceDelegate } from '../../../main/check-in/roster-changes.ts';
import { writePackageIssuer } from '../../../main/sync/stick/peers.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { createTestChain, type TestChain } from '../../hub/support/test-chain.ts';
import { marie, stop } from './deeds.ts';
import type { HarnessDesk } from './desk.ts';
import { packagePhrase } from './files.ts';
import { day, start, station, uuid } from './people.ts';

const minute = 60_000;
const at = (minutesAgo: number): number => start - minutesAgo * minute;

/**
 * What a station learnt through its hub: other stations, duplicates, a fact that it does not
 * understand, stops.
 */
export function fillFromHub(desk: HarnessDesk): void {
  const { context, options } = desk;
  writeStations(desk, options.long);
  for (const [place, index] of [4, 3, 8].entries()) {
    const chain = createTestChain(uuid(10, place + 1), () => '');
    const wall = at(41 - place * 15);
    const { body } = chain.add({
      eventId: context.event.file.id,
      delegateId: uuid(1, index),
      wall,
      localDay: day,
      hlc: `${String(wall).padStart(15, '0')}-00000`,
      operatorId: place === 1 ? uuid(3, 1) : null,
    });
    if (place === 0) chain.addBody(() => '{"what":"a fact of a newer version"}');
    receive(desk, chain);
    projectDelegate(context.db, context.event.file.id, uuid(1, index));
    const note = 'Went to desk 2 to ask for the cloakroom; was scanned again by mistake.';
    const { id: admissionId } = JSON.parse(body);
    if (place === 2) resolveDuplicate(context, marie(desk), { admissionId, note });
  }
  stop(context.db, 'delegate', uuid(1, 10));
  stop(context.db, 'badge', 'A7F30C12-000124');
}

/**
 * The operators in the hub's directory: two of Desk 1, one with a name that this station has as
 * well, Jo of Desk 1 who has a PIN here and is to get more rights, and `more` others.
 */
export const operatorsFromHub =
  (more = 0) =>
  (desk: HarnessDesk): void => {
    const { context } = desk;
    writeStations(desk, false);
    const [desk1, desk4] = [uuid(10, 1), uuid(10, 2)];
    const of = (number: number, name: string, role: OperatorRole, at = desk1) => ({
      id: uuid(3, number),
      name,
      role,
      desk: at,
      active: true,
    });
    const operators = [
      of(3, 'Jo', 'protocol'),
      of(20, 'Nora LINDQVIST', 'operator'),
      of(21, 'Pieter DE VRIES', 'supervisor'),
      of(22, 'Marie Dupont', 'supervisor', desk4),
      ...Array.from({ length: more }, (_, n) => of(30 + n, `Steward ${n + 1}`, 'operator')),
    ];
    const directory = { version: '', stations: [], operators, formerHubs: [] };
    saveDirectory(context.db, directory, context.event.file.id);
    followDirectory(context.db, operators);
  };

/** A hub that took over has ordered that a station's records are disregarded. */
export function recordsJudged(desk: HarnessDesk): void {
  const { context } = desk;
  const epoch = uuid(17, 1);
  writeStations(desk, false);
  context.db.prepare('UPDATE hub_link SET epoch = ?').run(epoch);
  const chain = createTestChain(hubAuthor(epoch), () => '');
  const range = { station: uuid(10, 3), incarnation: null, from: 1, to: null };
  chain.add({
    type: 'facts-judged',
    eventId: context.event.file.id,
    delegateId: null,
    checkpoint: null,
    wall: at(12),
    localDay: day,
    payload: canonicalJson({ verdict: 'disregard', range }),
  });
  receive(desk, chain, true);
}

function receive(
  { context }: HarnessDesk,
  { station: author, incarnation, events }: TestChain,
  doubtsHub = false,
): void {
  const setting = {
    eventId: context.event.file.id,
    own: station,
    wall: at(9),
    crypto: nodeCrypto,
    onBranch: () => {},
    orders: [],
    doubtsHub,
  };
  for (const event of events) {
    const place = {
      seq: Number(`0x${author.slice(-4)}`) * 10 + event.kseq,
      station: author,
      incarnation,
    };
    receiveFact(context.db, { ...event, ...place, counts: true, effective: null }, setting);
  }
}

function writeStations({ context }: HarnessDesk, long: boolean): void {
  const farName = 'Desk 4, entrance of the interpreters and of the press, level −1';
  const all: readonly [
    string,
    DirectoryStation['mode'],
    DirectoryStation['state'],
    number | null,
  ][] = [
    ['Desk 1', 'desk', 'enrolled', 4_000],
    [long ? farName : 'Desk 4', 'desk', 'enrolled', 9 * minute],
    ['Self-service left', 'kiosk', 'enrolled', 7_000],
    ['Door 1', 'door', 'revoked', 80 * minute],
    ['Door 2', 'door', 'enrolled', null],
    ['Desk 3', 'desk', 'replaced', 50 * 60 * minute],
  ];
  const insert = context.db.prepare(
    `INSERT INTO known_station (id, name, mode, public_key, certificate, joined, state, last_seen)
     VALUES (?, ?, ?, '', '', 0, ?, ?)`,
  );
  insert.run(station.station, 'Desk 2', 'desk', 'enrolled', start - 2_000);
  for (const [index, [name, mode, state, age]] of all.entries()) {
    const lastSeen = age === null ? null : start - age;
    insert.run(uuid(10, index + 1), name, mode, state, lastSeen);
  }
}

/** A spelling corrected, a person replaced and one registered, by the operators of this desk. */
export function changeRoster(desk: HarnessDesk): void {
  const { context } = desk;
  const approval = { approver: 'H. JANSSENS', reference: '' };
  const person = {
    givenName: 'Hanh',
    familyName: 'NGUYEN',
    printedName: 'Hanh NGUYEN',
    title: '',
    nativeName: '',
    jobTitle: '',
    administration: '',
    delegation: 'GRC',
    category: 'delegate',
  };
  correctSpelling(context, marie(desk), {
    delegateId: uuid(1, 3),
    correction: { printedName: 'Wilhelmina Alexandrina VAN DER HEIJDEN' },
  });
  replaceDelegate(context, marie(desk), {
    delegateId: uuid(1, 8),
    person,
    approvedBy: null,
    ...approval,
    reference: 'NV 2018/114',
  });
  registerWalkIn(context, marie(desk), { person, identity: 'passport', ...approval });
}

/** A package with the same passphrase in each run. */
export function madePackage(desk: HarnessDesk): void {
  const stations = [2, 3, 4].map((number) => ({
    number: number - 1,
    name: `Desk ${number}`,
    mode: 'desk' as const,
  }));
  desk.answers.makeEventPackage = () => ({
    fileName: 'global-security-conference.lanyard-package',
    stations,
    passphrase: packagePhrase,
  });
}

/** The station belongs to a package, and has no hub. */
export function peersOfPackage({ context }: HarnessDesk): void {
  writePackageIssuer(context.db, { event: context.event.file.id, issuer: `${'A'.repeat(43)}=` });
}
