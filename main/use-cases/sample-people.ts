import type { Delegate } from '../../domain/delegate.ts';
import type { EventFile } from '../../domain/event-file.ts';
import type { SampleId } from '../../preload/contract/badge-templates.ts';

/** What a sample says that another does not; names as a secretariat would write them. */
interface Sample {
  title: string;
  printedName: string;
  givenName: string;
  familyName: string;
  nativeName: string;
  jobTitle: string;
  /** Codes of delegations, the first that the event knows is taken. */
  delegations: readonly string[];
  grammaticalGender: Delegate['grammaticalGender'];
  language: string;
  role: Delegate['role'];
}

function sample(change: Partial<Sample>): Sample {
  return {
    title: 'Ms',
    printedName: '',
    givenName: '',
    familyName: '',
    nativeName: '',
    jobTitle: '',
    delegations: [],
    grammaticalGender: 'feminine',
    language: 'en',
    role: 'member',
    ...change,
  };
}

const samples: Readonly<Record<SampleId, Sample>> = {
  typical: sample({
    printedName: 'Élodie MARCHAND',
    givenName: 'Élodie',
    familyName: 'MARCHAND',
    jobTitle: 'Deputy Director, Risk Management',
    delegations: ['FRA', 'FR', 'BEL', 'BE'],
    language: 'fr',
  }),
  'long-latin': sample({
    title: 'Mr',
    printedName: 'Bartholomäus-Maximilian VON HOHENSTEIN-LÖWENFELD',
    givenName: 'Bartholomäus-Maximilian',
    familyName: 'VON HOHENSTEIN-LÖWENFELD',
    jobTitle: 'Head of Division, International Customs Cooperation and Trade Facilitation',
    delegations: ['DEU', 'DE', 'AUT', 'AT'],
    grammaticalGender: 'masculine',
  }),
  // 60 characters: the longest name that must fit.
  'longest-name': sample({
    title: 'Mr',
    printedName: 'Maximiliano Fernando de los Angeles VILLAVICENCIO SANTOS-RIO',
    givenName: 'Maximiliano Fernando de los Angeles',
    familyName: 'VILLAVICENCIO SANTOS-RIO',
    jobTitle: 'Director General, National Superintendency of Customs and Tax Administration',
    delegations: ['BOL', 'BO', 'ARG', 'AR'],
    grammaticalGender: 'masculine',
  }),
  arabic: sample({
    printedName: 'Mariam AL-KHATIB',
    givenName: 'Mariam',
    familyName: 'AL-KHATIB',
    nativeName: 'مريم الخطيب',
    jobTitle: 'مديرة إدارة المخاطر',
    delegations: ['JOR', 'JO', 'MAR', 'MA'],
  }),
  chinese: sample({
    title: 'Mr',
    printedName: 'ZHANG Weiming',
    givenName: 'Weiming',
    familyName: 'ZHANG',
    nativeName: '张伟明',
    jobTitle: 'Section Chief',
    delegations: ['CHN', 'CN'],
    grammaticalGender: 'masculine',
  }),
  devanagari: sample({
    printedName: 'Lakshmi SHARMA',
    givenName: 'Lakshmi',
    familyName: 'SHARMA',
    nativeName: 'लक्ष्मी शर्मा',
    jobTitle: 'Principal Commissioner',
    delegations: ['IND', 'IN', 'NPL', 'NP'],
  }),
  head: sample({
    title: 'H.E. Ms',
    printedName: 'Amina DIALLO-TRAORÉ',
    givenName: 'Amina',
    familyName: 'DIALLO-TRAORÉ',
    jobTitle: 'Directrice générale des douanes',
    delegations: ['CIV', 'CI', 'SEN', 'SN'],
    language: 'fr',
    role: 'head',
  }),
  'no-function': sample({
    title: '',
    printedName: 'Bo LI',
    givenName: 'Bo',
    familyName: 'LI',
    delegations: ['SGP', 'SG'],
    grammaticalGender: null,
  }),
};

/** An invented person as the roster would hold them. Nobody's id, ticket or registration. */
export function samplePerson(event: EventFile, id: SampleId, category: string): Delegate {
  const { delegations, ...words } = samples[id];
  const known = delegations.find((code) => event.delegations.some((one) => one.code === code));
  return {
    ...words,
    id: '00000000-0000-4000-8000-000000000000',
    registrationCode: 'SAMPLE',
    ticketHashes: ['0'.repeat(64)],
    delegation: known ?? event.delegations[0]?.code ?? '',
    administration: '',
    letterOrder: 0,
    category,
    status: 'confirmed',
    days: null,
    vip: false,
    flagged: false,
    listed: false,
  };
}
