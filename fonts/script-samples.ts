import type { Typeface } from './scripts.ts';

/** One name in each supported script, each of one typeface. The doctor and the tests draw them. */
export const scriptSamples: readonly { script: string; typeface: Typeface; name: string }[] = [
  { script: 'Latin', typeface: '', name: 'ÅsaŽižekNguyễn' },
  { script: 'Cyrillic', typeface: '', name: 'ЮлияЇжакевич' },
  { script: 'Greek', typeface: '', name: 'Ελένη' },
  { script: 'Arabic', typeface: 'Arabic', name: 'محمدالأمين' },
  { script: 'Hebrew', typeface: 'Hebrew', name: 'דוד' },
  { script: 'Devanagari', typeface: 'Devanagari', name: 'श्रीअनुराधा' },
  { script: 'Bengali', typeface: 'Bengali', name: 'রহমান' },
  { script: 'Tamil', typeface: 'Tamil', name: 'முருகன்' },
  // With a joiner between the letters, which makes one sign of them.
  { script: 'Sinhala', typeface: 'Sinhala', name: 'ශ්‍රීක්‍රිෂාන්ත' },
  { script: 'Thai', typeface: 'Thai', name: 'สมชาย' },
  { script: 'Lao', typeface: 'Lao', name: 'ສົມພອນ' },
  { script: 'Khmer', typeface: 'Khmer', name: 'សុខា' },
  { script: 'Myanmar', typeface: 'Myanmar', name: 'အောင်' },
  { script: 'Georgian', typeface: 'Georgian', name: 'გიორგი' },
  { script: 'Armenian', typeface: 'Armenian', name: 'Արմեն' },
  { script: 'Ethiopic', typeface: 'Ethiopic', name: 'አበበ' },
  { script: 'Thaana', typeface: 'Thaana', name: 'މުހައްމަދު' },
  { script: 'Tibetan', typeface: 'Tibetan', name: 'བསྟན་འཛིན' },
  { script: 'Mongolian', typeface: 'Mongolian', name: 'ᠪᠠᠲᠤ' },
  { script: 'Han', typeface: 'SC', name: '王小明' },
  { script: 'Han, extension B', typeface: 'JP', name: '𠮷' },
  { script: 'Kana', typeface: 'JP', name: 'さくら' },
  { script: 'Hangul', typeface: 'KR', name: '김민수' },
];
