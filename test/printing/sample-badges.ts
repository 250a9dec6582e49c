import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type BadgeContent, badgeContentSchema } from '../../domain/badges/badge.ts';

export const blankBadge: BadgeContent = {
  title: '',
  printedName: '',
  givenName: '',
  familyName: '',
  nativeName: '',
  jobTitle: '',
  organisation: '',
  sessions: '',
  delegationName: '',
  categoryName: 'DELEGATE / DÉLÉGUÉ',
  category: 'delegate',
  strip: 'solid',
  eventName: 'Global Security Conference',
  emblem: null,
  eventDates: '2–4 October 2018',
  qrText: 'LBBCDFGHJKLNPRSTVXBCDFGHJKLNPRST',
  serialText: 'A7F31B02-000123',
  attemptMark: '',
  training: false,
  photo: null,
  extra: {},
  delegation: 'BE',
};

/**
 * Invented delegates in every script of the badge fonts, long names, every strip:
 * name of the sample | title | printed name | native name | function | delegation | category |
 * strip.
 */
const rows = `
latin-short | Mr | Jan PEETERS |  | Customs Attaché | Belgium
latin-typical | Ms | Élodie MARCHAND-DUPRÉ |  | Deputy Director, Risk Management | France | DELEGATE / DÉLÉGUÉE
head-long | H.E. Mr | Maximiliano Fernando de los Ángeles VILLAVICENCIO-SANTOS RIOS |  | Director General, National Superintendency of Customs and Tax Administration | Bolivia (Plurinational State of) | HEAD OF DELEGATION / CHEFFE DE DÉLÉGATION | checks
vietnamese | Ms | NGUYỄN Thị Bích Phượng | Nguyễn Thị Bích Phượng | Phó Tổng cục trưởng | Viet Nam | OBSERVER / OBSERVATRICE | outline
cyrillic | Mr | Oleksandr SHEVCHENKO | Олександр ШЕВЧЕНКО | Head of Division, Countering Smuggling | Ukraine | SPEAKER / ORATEUR | diagonal
cyrillic-name |  | Салтанат НҰРҒАЛИЕВА |  | Заместитель председателя | Kazakhstan | PARTNER / PARTENAIRE | dots
greek | Mr | Konstantinos PAPADOPOULOS | Κωνσταντίνος ΠΑΠΑΔΌΠΟΥΛΟΣ | Director | Greece | INTERPRETER / INTERPRÈTE | bars
arabic | H.E. Mr | Abdullah bin Khalid AL-MANSOURI | عبد الله بن خالد المنصوري | Director General of Customs | United Arab Emirates | HEAD OF DELEGATION / CHEF DE DÉLÉGATION | checks
arabic-name | معالي السيدة | فاطمة الزهراء بنت عبد الرحمن |  | المديرة العامة للجمارك (الإدارة المركزية) | Morocco / Maroc
hebrew | Dr | Yael BEN-DAVID | יעל בן־דוד | Senior Adviser | Israel | PRESS / PRESSE | outline
devanagari | Ms | Lakshmi RAGHUNATHAN | लक्ष्मी रघुनाथन | Commissioner of Customs (Preventive) | India
bengali | Mr | Mohammad Rafiqul ISLAM | মোহাম্মদ রফিকুল ইসলাম | Member, National Board of Revenue | Bangladesh |  | diagonal
tamil | Ms | Kavitha SELVARAJAH | கவிதா செல்வராஜா | Deputy Director of Customs | Sri Lanka |  | dots
thai | Mr | Somchai WONGSUWAN | สมชาย วงศ์สุวรรณ | ผู้อำนวยการสำนักงานศุลกากร | Thailand |  | bars
georgian | Ms | Nino KVARATSKHELIA | ნინო კვარაცხელია | Head of Department | Georgia
armenian | Mr | Hovhannes GRIGORYAN | Հովհաննես ԳՐԻԳՈՐՅԱՆ | Chief Inspector | Armenia
ethiopic | Mr | Tesfaye GEBREMEDHIN | ተስፋዬ ገብረመድህን | Director, Intelligence | Ethiopia |  | checks
chinese | Mr | LI Wei | 李伟 | Deputy Director General, 国际合作司 | China
chinese-traditional |  | CHAN Tai Man | 陳大文 | Assistant Commissioner | Hong Kong, China
japanese | Ms | Naoko SAITŌ | 齋藤 直子 | Director for International Affairs | Japan |  | outline
korean | Mr | KIM Min-jun | 김민준 | Deputy Commissioner | Korea (Republic of)
khmer | Mr | SOK Visal | សុខ វិសាល | Deputy Director | Cambodia
sinhala | Mr | Nuwan PERERA | නුවන් පෙරේරා | Superintendent of Customs | Sri Lanka
organisation | Prof. Dr | Ingeborg VON UND ZU HOHENLOHE-WALDENBURG |  | Coordinator, Small Arms and Light Weapons Programme | Organisation for the Prohibition of Illicit Traffic in Conventional and Unconventional Weapons | PARTNER / PARTENAIRE | dots
one-long-word |  | RAKOTOMALALANDRIANARISOAMAMPIONONA |  |  | Madagascar |  | bars
training-reprint | Ms | Ana Sofia MARTÍNEZ |  | Analyst | Mexico / Mexique
everything | H.E. Ambassador | Jean-Baptiste Emmanuel NKURUNZIZA-NDAYISHIMIYE | جان باتيست إيمانويل نكورونزيزا | Permanent Representative to the Technical Committee and Special Envoy for Border Security | Democratic Republic of the Congo / République démocratique du Congo | HEAD OF DELEGATION / CHEF DE DÉLÉGATION | diagonal
name-only |  | Bo |  |  |  | STAFF | outline
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Further content of some of them. */
const further: Readonly<Record<string, Partial<BadgeContent>>> = {
  chinese: { delegation: 'CN' },
  'chinese-traditional': { delegation: 'HK' },
  japanese: { delegation: 'JP' },
  korean: { delegation: 'KR' },
  'training-reprint': { training: true, attemptMark: '2' },
  everything: {
    eventName: 'Global Security Conference on Strategic Trade and Border Management',
    training: true,
    attemptMark: '3',
  },
};

export const sampleBadges: Readonly<Record<string, BadgeContent>> = Object.fromEntries(
  rows.map(([sample = '', title = '', printedName = '', nativeName = '', ...others]) => {
    const [jobTitle = '', delegationName = '', categoryName = '', strip = ''] = others;
    const content = badgeContentSchema.parse({
      ...blankBadge,
      title,
      printedName,
      nativeName,
      jobTitle,
      delegationName,
      categoryName: categoryName || blankBadge.categoryName,
      strip: strip || blankBadge.strip,
      ...further[sample],
    });
    return [sample, content];
  }),
);

// Relative to the repository's root, where tests run: golden-badges.all.e2e.ts bundles this file to
// another place.
const picture = Uint8Array.from(readFileSync('test/printing/golden/portrait.jpg'));

/** A drawn face of no real person, 120 × 160 dots. */
export const portrait = { sha256: createHash('sha256').update(picture).digest('hex'), picture };
