import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import type { Delegate } from '../../../domain/delegate.ts';
import { type EventFile, makeCheckpoint } from '../../../domain/event-file.ts';
import { makeBadgeCode, makeTicketCode } from '../../../domain/opaque-code.ts';
import { makeSignedTicket } from '../../../domain/signed-ticket.ts';
import { consents } from '../../../tools/sample/data/consents.ts';
import { demoKeys, strangerKeys } from '../../../tools/sample/keys.ts';

/**
 * Invented persons in many scripts, with names as long and as short as they come:
 * title | printed name | native name | delegation | administration | function | category.
 */
const rows = `
Ms | Maria LINDQVIST |  | SE | Swedish Customs | Head of Enforcement | delegate
H.E. Mr | Abdulrahman AL-KHATTANI | عبد الرحمن القحطاني | SA | Zakat, Tax and Customs Authority | Director General | head-of-delegation
Mr | Somchai RATTANAPORN | สมชาย รัตนพร | TH | Thai Customs Department | Deputy Director-General | delegate
Dr | Wilhelmina Alexandrina VAN DER HEIJDEN-VAN NIEUWENHUIZEN |  | NL | Customs Administration of the Netherlands | Senior Policy Adviser on Strategic Trade Controls | delegate
Mr | Ólafur ÞÓRÐARSON |  | IS | Iceland Revenue and Customs | Commissioner | head-of-delegation
Ms | Yelena SOKOLOVA | Елена Соколова | KZ | State Revenue Committee | Analyst | delegate
Mr | NAKAMURA Hiroshi | 中村 浩 | JP | Japan Customs | Attaché | delegate
Ms | KIM Seo-yeon | 김서연 | KR | Korea Customs Service | Interpreter | interpreter
Mr | Dimitrios PAPADOPOULOS | Δημήτριος Παπαδόπουλος | GR | Independent Authority for Public Revenue | Officer | delegate
Ms | Aoife NÍ BHRIAIN |  | IE | Revenue Commissioners | Principal Officer | delegate
Mr | Bo LI | 李博 | CN | General Administration of China Customs | Section Chief | delegate
Ms | Fatoumata DIALLO |  | SN | Direction générale des Douanes | Cheffe de bureau | delegate
Mr | Tariq MAHMOOD | طارق محمود | PK | Pakistan Customs | Collector | delegate
Ms | Zofia WIŚNIEWSKA |  | PL | National Revenue Administration | Expert | observer
Mr | Jean-Baptiste NDOLO |  | CM | Direction Générale des Douanes | Inspecteur principal | delegate
Ms | Ana Sofia PEREIRA DA SILVA |  | BR | Receita Federal do Brasil | Auditora-Fiscal | delegate
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const delegationNames: Readonly<Record<string, readonly [string, string]>> = {
  SE: ['Sweden', 'Suède'],
  SA: ['Saudi Arabia', 'Arabie saoudite'],
  TH: ['Thailand', 'Thaïlande'],
  NL: ['Netherlands', 'Pays-Bas'],
  IS: ['Iceland', 'Islande'],
  KZ: ['Kazakhstan', 'Kazakhstan'],
  JP: ['Japan', 'Japon'],
  KR: ['Republic of Korea', 'République de Corée'],
  GR: ['Greece', 'Grèce'],
  IE: ['Ireland', 'Irlande'],
  CN: ['China', 'Chine'],
  SN: ['Senegal', 'Sénégal'],
  PK: ['Pakistan', 'Pakistan'],
  PL: ['Poland', 'Pologne'],
  CM: ['Cameroon', 'Cameroun'],
  BR: ['Brazil', 'Brésil'],
};

/** 2 October 2018, 09:41 in Brussels: the clock of every scene begins here. */
export const start = Date.UTC(2018, 9, 2, 7, 41);
export const day = '2018-10-02';

const keys = demoKeys();
/** The secret behind the codes of tickets and badges. */
export const { eventSecret } = keys;

/** The ticket code of the nth person. */
export function ticketOf(index: number): string {
  return makeTicketCode(eventSecret, uuid(1, index), nodeCrypto);
}

/** The code of a badge that another station issued, of which this one has not heard. */
export function foreignBadge(count: number): string {
  return makeBadgeCode(eventSecret, { kiosk: foreignKiosk, count }, nodeCrypto);
}
export const foreignKiosk = 'B4D90E77';

/** A version 4 UUID made of a number, so that runs look alike. */
export function uuid(kind: number, index: number): string {
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** All delegates of the harness. */
export function people(): Delegate[] {
  return rows.map(
    (
      [
        title = '',
        printedName = '',
        nativeName = '',
        delegation = '',
        administration = '',
        jobTitle = '',
        category = '',
      ],
      index,
    ) => ({
      id: uuid(1, index),
      registrationCode: `GSC-${String(1042 + index * 37)}`,
      ticketCode: ticketOf(index),
      title,
      printedName,
      givenName: '',
      familyName: '',
      nativeName,
      jobTitle,
      delegation,
      administration,
      role: category === 'head-of-delegation' ? 'head' : 'member',
      letterOrder: index,
      category,
      grammaticalGender: title === 'Ms' ? 'feminine' : 'masculine',
      status:
        index === 13
          ? 'pending'
          : index === 14
            ? 'cancelled'
            : index === 15
              ? 'revoked'
              : 'confirmed',
      days: index === 9 ? ['2018-10-03', '2018-10-04'] : null,
      language: null,
      vip: index === 1,
      flagged: index === 12,
      listed: index !== 5,
    }),
  );
}

/** The event as the page knows it. */
export const event: EventFile = {
  ticketKeys: [Buffer.from(keys.publicKey).toString('base64')],
  registrationCodePattern: 'GSC18-[0-9]{5}',
  consents: [...consents],
  formatVersion: 1,
  id: uuid(2, 1),
  name: { en: 'Global Security Conference', fr: 'Conférence mondiale sur la sécurité' },
  place: {
    en: 'WCO Headquarters, rue du Marché 30, 1210 Brussels',
    fr: 'Siège de l’OMD, rue du Marché 30, 1210 Bruxelles',
  },
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  days: ['2018-10-02', '2018-10-03', '2018-10-04'],
  checkpoints: [
    makeCheckpoint({
      id: 'registration',
      name: { en: 'Registration', fr: 'Accueil' },
      kind: 'registration',
      windows: [],
      categories: null,
    }),
    makeCheckpoint({
      id: 'stce',
      name: { en: 'STCE session', fr: 'Session STCE' },
      kind: 'session',
      windows: [],
      categories: null,
    }),
    makeCheckpoint({
      id: 'pgs',
      name: {
        en: 'Strategic Trade Controls Enforcement and Programme Global Shield',
        fr: 'Mise en œuvre des contrôles du commerce des biens stratégiques et Programme Global Shield',
      },
      kind: 'session',
      room: { en: 'Plenary Hall', fr: 'Salle plénière' },
      windows: [{ day: '2018-10-02', opens: '13:30', closes: '18:00' }],
      categories: null,
    }),
    makeCheckpoint({
      id: 'exit',
      name: { en: 'Main exit', fr: 'Sortie principale' },
      kind: 'exit',
      windows: [],
      categories: null,
    }),
  ],
  categories: [
    {
      id: 'head-of-delegation',
      name: { en: 'Head of delegation', fr: 'Chef de délégation' },
      feminineFr: 'Cheffe de délégation',
      countsTowardsQuorum: true,
      strip: 'solid',
    },
    {
      id: 'delegate',
      name: { en: 'Delegate', fr: 'Délégué' },
      feminineFr: 'Déléguée',
      countsTowardsQuorum: true,
      strip: 'diagonal',
    },
    {
      id: 'observer',
      name: { en: 'Observer', fr: 'Observateur' },
      feminineFr: 'Observatrice',
      countsTowardsQuorum: false,
      strip: 'dots',
    },
    {
      id: 'interpreter',
      name: { en: 'Interpreter', fr: 'Interprète' },
      countsTowardsQuorum: false,
      strip: 'bars',
    },
  ],
  delegations: Object.entries(delegationNames).map(([code, [en, fr]], index) => ({
    code,
    name: { en, fr },
    kind: 'member',
    order: { en: index, fr: index },
    validFrom: null,
    validTo: null,
  })),
  policies: {
    idCheck: true,
    unknownSignedTicket: 'admit',
    heldBadgeAsksAfterMinutes: 5,
    listsOldAfterMinutes: 15,
  },
};

const signed = (
  registrationCode: string,
  change: { eventId?: string; expiresAt?: string; signer?: Pick<typeof keys, 'sign'> } = {},
): string =>
  makeSignedTicket(
    {
      eventId: change.eventId ?? event.id,
      registrationCode,
      expiresAt: Date.parse(change.expiresAt ?? '2018-10-05T04:00:00+02:00'),
    },
    nodeCrypto,
    (change.signer ?? keys).sign,
  );

/** Tickets that admit nobody, by what is wrong with them. */
export const badTickets = {
  expired: signed('GSC18-00609', { expiresAt: '2018-10-01T12:00:00+02:00' }),
  forged: signed('GSC18-00752', { signer: strangerKeys() }),
  'other-event': signed('GSC18-00045', { eventId: uuid(2, 2) }),
  unreadable: `LT${'D'.repeat(18)}`,
  'nobody-knows': makeTicketCode(eventSecret, uuid(1, 900), nodeCrypto),
} as const;

const thais = [
  ['Dr', 'Anchalee PHROMSUWAN', 'อัญชลี พรหมสุวรรณ', 'Director-General', 'head', 'confirmed'],
  ['Mr', 'Prasert WONGSAKUL', '', 'Deputy Director-General', 'alternate', 'confirmed'],
  ['Ms', 'Kanya SRISAI', '', 'Director, Enforcement', 'member', 'confirmed'],
  ['Mr', 'Niran CHAROENPHOL', '', 'Strategic trade officer', 'member', 'confirmed'],
  ['Ms', 'Ratana BOONMEE', '', 'Attaché', 'member', 'pending'],
  ['Mr', 'Wirat THONGCHAI', '', 'Analyst', 'member', 'confirmed'],
  ['Ms', 'Siriporn INTHARAKAMHAENG NA AYUTTHAYA', '', 'Legal adviser', 'member', 'cancelled'],
] as const;

/** Further people of one delegation, so that it has a roster worth looking at. */
export function thailand(): Delegate[] {
  const [pattern] = people();
  if (pattern === undefined) return [];
  return thais.map(([title, printedName, nativeName, jobTitle, role, status], index) => ({
    ...pattern,
    id: uuid(1, 500 + index),
    registrationCode: `GSC-${4_000 + index}`,
    ticketCode: ticketOf(500 + index),
    title,
    printedName,
    nativeName,
    delegation: 'TH',
    administration: 'Thai Customs Department',
    jobTitle,
    role,
    letterOrder: index,
    category: role === 'head' ? 'head-of-delegation' : 'delegate',
    grammaticalGender: title === 'Ms' ? 'feminine' : 'masculine',
    status,
    vip: role === 'head',
  }));
}
