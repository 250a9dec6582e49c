import type { StationRow } from '../../../db/ledger/station.ts';
import { kioskLanguages } from '../../../domain/base/language.ts';
import {
  type Checkpoint,
  type EventFile,
  makeCheckpoint,
} from '../../../domain/event/event-file.ts';
import { extraFieldsSchema } from '../../../domain/event/extra-fields.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import { firstHlc } from '../../../domain/ledger/hlc.ts';
import { type Delegate, delegateSchema } from '../../../domain/roster/delegate.ts';
import { type CodeMaking, ticketHashes } from '../../../domain/tickets/issued-codes.ts';
import { formatSerial, makeTicketCode } from '../../../domain/tickets/opaque-code.ts';
import { makeSignedTicket } from '../../../domain/tickets/signed-ticket.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { demoEvent } from '../../../tools/sample/event.ts';
import { demoKeys, strangerKeys } from '../../../tools/sample/keys.ts';
import { falseBadgeCode } from '../../support/badge-tokens.ts';

/**
 * Invented people in many scripts, with the longest and shortest names:
 * title | printed name | native name | delegation | administration | function | category,
 * and, for those who are not confirmed members: role | status. After the first ones one
 * delegation's roster follows.
 */
const rows = `
Ms | Maria LINDQVIST |  | SWE | Swedish Customs | Head of Enforcement | delegate
H.E. Mr | Abdulrahman AL-KHATTANI | عبد الرحمن القحطاني | SAU | Zakat, Tax and Customs Authority | Director General | head
Mr | Somchai RATTANAPORN | สมชาย รัตนพร | THA | Thai Customs Department | Deputy Director-General | delegate
Dr | Wilhelmina Alexandrina VAN DER HEIJDEN-VAN NIEUWENHUIZEN |  | NLD | Customs Administration of the Netherlands | Senior Policy Adviser on Strategic Trade Controls | delegate
Mr | Ólafur ÞÓRÐARSON |  | ISL | Iceland Revenue and Customs | Commissioner | head
Ms | Yelena SOKOLOVA | Елена Соколова | KAZ | State Revenue Committee | Analyst | delegate
Mr | NAKAMURA Hiroshi | 中村 浩 | JPN | Japan Customs | Attaché | delegate
Ms | KIM Seo-yeon | 김서연 | KOR | Korea Customs Service | Interpreter | interpreter
Mr | Dimitrios PAPADOPOULOS | Δημήτριος Παπαδόπουλος | GRC | Independent Authority for Public Revenue | Officer | delegate
Ms | Aoife NÍ BHRIAIN |  | IRL | Revenue Commissioners | Principal Officer | delegate
Mr | Bo LI | 李博 | CHN | General Administration of China Customs | Section Chief | delegate
Ms | Fatoumata DIALLO |  | SEN | Direction générale des Douanes | Cheffe de bureau | delegate
Mr | Tariq MAHMOOD | طارق محمود | PAK | Pakistan Customs | Collector | delegate
Ms | Zofia WIŚNIEWSKA |  | POL | National Revenue Administration | Expert | observer | member | pending
Mr | Jean-Baptiste NDOLO |  | CMR | Direction Générale des Douanes | Inspecteur principal | delegate | member | cancelled
Ms | Ana Sofia PEREIRA DA SILVA |  | BRA | Receita Federal do Brasil | Auditora-Fiscal | delegate | member | revoked
Dr | Anchalee PHROMSUWAN | อัญชลี พรหมสุวรรณ | THA | Thai Customs Department | Director-General | head | head | confirmed
Mr | Prasert WONGSAKUL |  | THA | Thai Customs Department | Deputy Director-General | delegate | alternate | confirmed
Ms | Kanya SRISAI |  | THA | Thai Customs Department | Director, Enforcement | delegate
Mr | Niran CHAROENPHOL |  | THA | Thai Customs Department | Strategic trade officer | delegate
Ms | Ratana BOONMEE |  | THA | Thai Customs Department | Attaché | delegate | member | pending
Mr | Wirat THONGCHAI |  | THA | Thai Customs Department | Analyst | delegate
Ms | Siriporn INTHARAKAMHAENG NA AYUTTHAYA |  | THA | Thai Customs Department | Legal adviser | delegate | member | cancelled
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const peopleCount = 16;

/** 2 October 2018, 09:41 in Brussels: the clock of every scene begins here. */
export const start = Date.UTC(2018, 9, 2, 7, 41);
export const day = '2018-10-02';

const keys = demoKeys();
export const { eventSecret } = keys;

export function ticketOf(index: number): string {
  return makeTicketCode(eventSecret, uuid(1, index), nodeCrypto);
}

/** What stations store of the n-th person's ticket. */
export function ticket(index: number): Pick<Delegate, 'ticketHashes'> {
  const ticketSecrets: CodeMaking['ticketSecrets'] = [eventSecret];
  const making = { eventId: demoEvent().id, eventSecret, ticketSecrets, crypto: nodeCrypto };
  return { ticketHashes: ticketHashes(uuid(1, index), making) };
}

/** The code of a badge that another station issued, unknown to this one. */
export function foreignBadge(count: number): string {
  return falseBadgeCode(formatSerial({ station: foreignStation, count }));
}
export const foreignStation = 'B4D90E77';

/** A version 4 UUID made from numbers, so that runs are alike. */
export function uuid(kind: number, index: number): string {
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** The n-th person of the list, with codes made from `number`. */
function person(cells: readonly string[], index: number, number = index): Delegate {
  const [title, printedName, nativeName, delegation, administration, jobTitle, category] = cells;
  const [role = category === 'head' ? 'head' : 'member', status = 'confirmed'] = cells.slice(7);
  return delegateSchema.parse({
    id: uuid(1, number),
    ...ticket(number),
    title,
    printedName,
    nativeName,
    role,
    status,
    givenName: '',
    familyName: '',
    delegation,
    administration,
    jobTitle,
    category,
    registrationCode: `GSC-${String(1042 + index * 37)}`,
    email: index === 4 ? '' : `delegate.${index}@customs.example.org`,
    letterOrder: index,
    grammaticalGender: title === 'Ms' ? 'feminine' : 'masculine',
    days: index === 9 ? ['2018-10-03', '2018-10-04'] : null,
    language: null,
    vip: index === 1,
    flagged: index === 12,
    listed: index !== 5,
    outsideTickets: [],
    otherCodes: [],
    extra: number === 6 ? { hotel: '2018-10-01', meal: 'Fish', shuttle: 'yes' } : {},
  });
}

/** The station of every scene; it has issued some badges already. */
export const station: StationRow = {
  station: `a7f30c12${uuid(0, 1).slice(8)}`,
  stationNumber: 'A7F30C12',
  incarnation: 1,
  lastBadgeCount: 118,
  lastKseq: 0,
  chainHead: genesisHash,
  hlc: firstHlc,
};

export function people(): Delegate[] {
  return rows.slice(0, peopleCount).map((cells, index) => person(cells, index));
}

export function thailand(): Delegate[] {
  return rows.slice(peopleCount).map((cells, index) => ({
    ...person(cells, 0, 500 + index),
    registrationCode: `GSC-${4_000 + index}`,
    // One of them is in the list of all people, as the third.
    letterOrder: index < 2 ? index : index + 1,
    vip: index === 0,
  }));
}

export const event: EventFile = {
  ...demoEvent(),
  // A kiosk offers each of them; the texts have two.
  languages: [...kioskLanguages],
  checkpoints: [
    checkpoint('registration', 'registration', 'Registration', 'Accueil'),
    checkpoint('stce', 'session', 'STCE session', 'Session STCE'),
    {
      ...checkpoint(
        'pgs',
        'session',
        'Strategic Trade Controls Enforcement and Programme Global Shield',
        'Mise en œuvre des contrôles du commerce des biens stratégiques et Programme Global Shield',
      ),
      room: { en: 'Plenary Hall', fr: 'Salle plénière' },
      windows: [{ day, opens: '13:30', closes: '18:00' }],
    },
    checkpoint('exit', 'exit', 'Main exit', 'Sortie principale'),
  ],
  extraFields: extraFieldsSchema.parse([
    {
      id: 'meal',
      label: { en: 'Meal', fr: 'Repas' },
      type: 'choice',
      choices: ['Fish / Poisson', 'Vegan'],
      showsAt: ['desk', 'report'],
    },
    {
      id: 'shuttle',
      label: { en: 'Shuttle to the dinner', fr: 'Navette pour le dîner' },
      type: 'yes-no',
      showsAt: ['desk', 'badge', 'door'],
      receivedBy: ['kiosk', 'door'],
    },
    {
      id: 'hotel',
      label: { en: 'In the hotel from', fr: 'À l’hôtel dès le' },
      type: 'date',
      showsAt: ['desk'],
    },
  ]),
  categories: demoEvent().categories.filter(({ id }) =>
    ['head', 'delegate', 'observer', 'interpreter'].includes(id),
  ),
  // In the order of the people above, in which the search lists them.
  delegations: people().flatMap(({ delegation }, index) =>
    demoEvent()
      .delegations.filter(({ code }) => code === delegation)
      .map((one) => ({ ...one, order: { en: index, fr: index } })),
  ),
};

function checkpoint(id: string, kind: Checkpoint['kind'], en: string, fr: string): Checkpoint {
  return makeCheckpoint({ id, kind, name: { en, fr }, windows: [], categories: null });
}

const signed = (
  registrationCode: string,
  change: Partial<Parameters<typeof makeSignedTicket>[0]> = {},
  { sign }: Pick<typeof keys, 'sign'> = keys,
): string => {
  const ticketHash = '0'.repeat(64);
  return makeSignedTicket(
    { eventId: event.id, registrationCode, ticketHash, days: null, ...change },
    nodeCrypto,
    sign,
  );
};

/** Genuine, of a person who is not in the station's roster. */
export const strangerTicket = signed('GSC18-99999');

/** Tickets that admit nobody, by their fault. */
export const badTickets = {
  expired: signed('GSC18-00609', { days: ['2018-10-01'] }),
  forged: signed('GSC18-00752', {}, strangerKeys()),
  'other-event': signed('GSC18-00045', { eventId: uuid(2, 2) }),
  unreadable: `LT${'D'.repeat(26)}`,
  'nobody-knows': makeTicketCode(eventSecret, uuid(1, 900), nodeCrypto),
} as const;

export const badTicketKinds = Object.keys(badTickets) as (keyof typeof badTickets)[];
