import type { Delegate } from '../../../domain/roster/delegate.ts';

type Person = Omit<Delegate, 'id' | 'ticketHashes'>;

/** The fields that differ for each person of this list; the others are as for most delegates. */
type HandWritten = Pick<
  Person,
  'registrationCode' | 'title' | 'printedName' | 'givenName' | 'familyName' | 'delegation'
> &
  Partial<Person>;

/**
 * The holders of the demo's tickets, and people with names that badges, search and imports get
 * wrong. All are invented. Without an administration, function or language of their own they have
 * their delegation's.
 */
export const handWritten: readonly HandWritten[] = [
  // Holders of the demo's tickets.
  woman('00417', 'JPN', 'Kazuha', 'Morino', 'Kazuha MORINO', '森野 和葉'),
  woman('00231', 'EGY', 'Nermin', 'El-Gohary', 'Nermin EL-GOHARY', 'نيرمين الجوهري'),
  woman('00642', 'GEO', 'Ketevan', 'Mchedlishvili', 'Ketevan MCHEDLISHVILI', 'ქეთევან მჭედლიშვილი'),
  man('00358', 'NPL', 'Bishnu Prasad', 'Adhikari', 'Bishnu Prasad ADHIKARI', 'विष्णु प्रसाद अधिकारी'),
  man(
    '00705',
    'THA',
    'Anucha',
    'Siriwatthanawongphaisan',
    'Anucha SIRIWATTHANAWONGPHAISAN',
    'อนุชา ศิริวัฒนวงศ์ไพศาล',
  ),
  woman('00193', 'VNM', 'Thị Thanh Nhàn', 'Đặng', 'ĐẶNG Thị Thanh Nhàn', ''),
  man('00777', 'VNM', 'Đức Thịnh', 'Nguyễn', 'NGUYỄN Đức Thịnh', ''),
  man(
    '00526',
    'CYP',
    'Charalampos',
    'Papathemistokleous',
    'Charalampos PAPATHEMISTOKLEOUS',
    'Χαράλαμπος Παπαθεμιστοκλέους',
  ),
  {
    ...woman('00284', 'ESP', 'Begoña', 'Etxeberria Güell', 'Begoña ETXEBERRIA GÜELL', ''),
    status: 'cancelled',
  },
  { ...woman('00815', 'CZE', 'Květa', 'Řehořková', 'Květa ŘEHOŘKOVÁ', ''), status: 'pending' },
  {
    ...man('00933', 'PRIVATE', 'Anselm', 'Grünwäldler', 'Anselm GRÜNWÄLDLER', ''),
    administration: 'Beispiel Röntgentechnik GmbH (sample)',
    jobTitle: 'Sales Director',
    category: 'partner',
    status: 'revoked',
  },
  {
    ...man('00469', 'UNODC', 'Ramiro', 'Zambrano Urrutia', 'Ramiro ZAMBRANO URRUTIA', ''),
    category: 'speaker',
    days: ['2018-10-04'],
  },
  // One name of exactly sixty characters, and other long ones.
  woman(
    '00118',
    'PRT',
    'Maria Antónia da Conceição',
    'de Vasconcelos e Brito Figueiredo',
    'Maria Antónia da Conceição de VASCONCELOS e BRITO FIGUEIREDO',
    '',
  ),
  woman(
    '00067',
    'LKA',
    'Dilhani',
    'Wickramaarachchige',
    'Dilhani WICKRAMAARACHCHIGE',
    'ඩිල්හානි වික්‍රමආරච්චිගේ',
  ),
  woman(
    '00574',
    'MDG',
    'Voahangiarisoa',
    'Razafindrakotoniaina',
    'Voahangiarisoa RAZAFINDRAKOTONIAINA',
    '',
  ),
  man(
    '00752',
    'DEU',
    'Ekkehard',
    'Freiherr von und zu Hohenbruck',
    'Ekkehard Freiherr von und zu HOHENBRUCK',
    '',
  ),
  // People with one name.
  { ...man('00336', 'IDN', 'Sukmawardana', '', 'SUKMAWARDANA', '') },
  { ...woman('00891', 'IDN', 'Suryaningtyas', '', 'SURYANINGTYAS', '') },
  { ...man('00148', 'IND', 'Thirunavukkarasu', '', 'THIRUNAVUKKARASU', 'திருநாவுக்கரசு') },
  // The shortest family name there is, particles, apostrophes, hyphens, letters of other alphabets.
  man('00609', 'SWE', 'Pär', 'Å', 'Pär Å', ''),
  man('00045', 'NLD', 'Joost', '’t Lam', 'Joost ’t LAM', ''),
  woman(
    '00487',
    'BEL',
    'Anne-Sophie',
    'van den Abbeele de la Haute-Marche',
    'Anne-Sophie van den ABBEELE de la HAUTE-MARCHE',
    '',
  ),
  woman('00720', 'GBR', 'Siân', 'Prydderch-Wŷn', 'Siân PRYDDERCH-WŶN', ''),
  woman('00802', 'POL', 'Świętosława', 'Źdźbłowska', 'Świętosława ŹDŹBŁOWSKA', ''),
  man('00263', 'ISL', 'Ástþór', 'Þráinsson', 'Ástþór ÞRÁINSSON', ''),
  woman('00951', 'ROU', 'Ștefănița', 'Țăranu-Bălășoiu', 'Ștefănița ȚĂRANU-BĂLĂȘOIU', ''),
  man('00389', 'TUR', 'İlkay', 'Işıkçı', 'İlkay IŞIKÇI', ''),
  woman('00542', 'CIV', 'Amoin', 'N’Guessan-Kouadio', 'Amoin N’GUESSAN-KOUADIO', ''),
  man('00676', 'TON', 'Siaosi', 'ʻAmanaki', 'Siaosi ʻAMANAKI', ''),
  man('00215', 'CHN', 'Xue', 'Ouyang', 'OUYANG Xue', '欧阳雪'),
  woman('00838', 'HKG', 'Wing-yan', 'Au-Yeung', 'AU-YEUNG Wing-yan', '歐陽詠欣'),
  // Two people with the same name in the same delegation: only the code distinguishes them.
  woman('00131', 'KOR', 'Hye-rim', 'Shim', 'SHIM Hye-rim', '심혜림'),
  woman('00864', 'KOR', 'Hye-rim', 'Shim', 'SHIM Hye-rim', '심혜림'),
  {
    ...man(
      '00009',
      'SAU',
      'Abdulrahman bin Abdullah',
      'Al-Muhaisen',
      'Abdulrahman bin Abdullah AL-MUHAISEN',
      'عبد الرحمن بن عبد الله المحيسن',
    ),
    title: 'H.E. Mr',
    role: 'head',
    category: 'head',
    letterOrder: 1,
    vip: true,
  },
];

function woman(...person: PersonWords): HandWritten {
  return { ...words(person), title: 'Ms', grammaticalGender: 'feminine' };
}

function man(...person: PersonWords): HandWritten {
  return { ...words(person), title: 'Mr', grammaticalGender: 'masculine' };
}

type PersonWords = readonly [
  number: string,
  delegation: string,
  givenName: string,
  familyName: string,
  printedName: string,
  nativeName: string,
];

function words([number, delegation, givenName, familyName, printedName, nativeName]: PersonWords) {
  return {
    registrationCode: `GSC18-${number}`,
    delegation,
    givenName,
    familyName,
    printedName,
    nativeName,
  };
}
