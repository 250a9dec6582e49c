import { describe, expect, it } from 'vitest';
import { queryWords, searchWords } from '../../domain/roster/search.ts';

/**
 * As the store searches: each word of the query must have a form that begins one of the indexed
 * words.
 */
function finds(query: string, ...texts: string[]): boolean {
  const indexed = searchWords(texts);
  return queryWords(query).every((forms) =>
    forms.some((form) => indexed.some((word) => word.startsWith(form))),
  );
}

/**
 * ICAO Doc 9303, Machine Readable Travel Documents, 8th edition 2021, part 3, section 6:
 * "Transliterations recommended for use by States", written down independently of the product's
 * table. `letters=FORM|FORM`.
 */
const latin = `
  ÀÁÂÃĀĂĄ=A Ä=AE|A Å=AA|A Æ=AE ÇĆĈĊČ=C ĎĐÐ=D ÈÉÊËĒĔĖĘĚ=E ĜĞĠĢ=G ĤĦ=H ÌÍÎÏĨĪĬĮİı=I Ĳ=IJ Ĵ=J Ķ=K ĸ=Q ĹĻĽĿŁ=L
  ŃŅŇŊ=N Ñ=N|NXX ÒÓÔÕŌŎŐ=O Ö=OE|O Ø=OE Œ=OE ŔŖŘ=R ŚŜŞŠ=S ß=SS ẞ=SS ŢŤŦ=T Þ=TH ÙÚÛŨŪŬŮŰŲ=U Ü=UE|UXX|U Ŵ=W
  ÝŶŸ=Y ŹŻŽ=Z`;
const cyrillic = `
  А=A Б=B В=V Г=G|H Д=D Е=E Ё=E|IO Ж=ZH|Z З=Z И=I|Y І=I Й=I К=K Л=L М=M Н=N О=O П=P Р=R С=S Т=T У=U Ф=F Х=KH|H
  Ц=TS|C Ч=CH|C Ш=SH|S Щ=SHCH|SHT Ы=Y Ъ=IE Э=E Ю=IU Я=IA Ѵ=Y Ґ=G Ў=U Ѫ=U Ѓ=G|GJ Ђ=D Ѕ=DZ Ј=J Ќ=K|KJ Љ=LJ Њ=NJ
  Ћ=C Џ=DZ|DJ Є=IE Ї=I`;
/**
 * Letters of the Arabic alphabet proper; the form has several letters, since a skeleton of one
 * letter matches anything.
 */
const arabic: readonly (readonly [string, string])[] = [
  ['MXHMD', 'محمد'],
  ['XHSN', 'حسن'],
  ['XKHALD', 'خالد'],
  ['XSHRYF', 'شريف'],
  ['EBDALLH', 'عبدالله'],
  ['FAXTTMXAH', 'فاطمة'],
  ['FAXTTMXTA', 'فاطمة'],
  ['XAEXHMD', 'أحمد'],
  ['ZYNB', 'زينب'],
  ['QASM', 'قاسم'],
  ['JMAL', 'جمال'],
  ['XSSALXH', 'صالح'],
  ['RXDZA XDHAKR', 'رضا ذاكر'],
  ['NAXZZM', 'ناظم'],
  ['EXTHMAN', 'عثمان'],
  ['MWSXAY ISMAEYL', 'موسى إسماعيل'],
  ['GALB KRYM', 'غالب كريم'],
  ['RXAAEFT', 'رآفت'],
];

function cases(table: string): [string, string][] {
  return table
    .trim()
    .split(/\s+/)
    .flatMap((entry): [string, string][] => {
      const [letters = '', forms = ''] = entry.split('=');
      return [...letters].flatMap((letter) =>
        forms.split('|').map((form): [string, string] => [form, letter]),
      );
    });
}

describe('ICAO Doc 9303 part 3 section 6', () => {
  it.each(cases(latin))('A: %s stands for %s', (form, letter) => {
    for (const [before, after] of [
      ['', 'beta'],
      ['Ra', 'on'],
      ['Kor', ''],
    ]) {
      expect(finds(`${before}${form}${after}`, `${before}${letter}${after}`)).toBe(true);
      expect(finds(`${before}${form}${after}`.toLowerCase(), `${before}${letter}${after}`)).toBe(
        true,
      );
    }
  });

  it.each(cases(cyrillic))('B: %s stands for %s', (form, letter) => {
    // Between letters that all systems write alike.
    expect(finds(`MA${form}ANDO`, `МА${letter}АНДО`)).toBe(true);
    expect(finds(`MA${form}ANDO`, `ма${letter.toLowerCase()}андо`)).toBe(true);
    expect(finds(`МА${letter}АНДО`, `МА${letter}АНДО`)).toBe(true);
  });

  it.each(arabic)('C: %s stands for %s', (form, name) => {
    expect(finds(form, name)).toBe(true);
    expect(finds(name, name)).toBe(true);
  });

  it('takes what a passport’s machine readable zone holds', () => {
    expect(finds('MUXXLLER<<JOSE<<<', 'José Müller')).toBe(true);
    expect(finds('PENXXA', 'Peña')).toBe(true);
    expect(finds('IUSHCHENKO<<VIKTOR', 'Виктор Ющенко')).toBe(true);
  });
});

describe('names of one language, as its speakers write them in Latin letters', () => {
  it.each([
    // Russian
    ['yelena', 'Елена'],
    ['elena', 'Елена'],
    ['alekseyev', 'Алексеев'],
    ['alexander', 'Александер'],
    ['maxim', 'Максим'],
    ['maksim', 'Максим'],
    ['solovyev', 'Соловьев'],
    ['tchaikovsky', 'Tchaikovsky'],
    ['chaikovskii', 'Чайковский'],
    // Ukrainian (resolution 55 of 2010)
    ['zelenskyi', 'Зеленський'],
    ['kyiv', 'Київ'],
    ['yushchenko', 'Ющенко'],
    ['serhii', 'Сергій'],
    // Belarusian
    ['siarhei', 'Сяргей'],
    ['ihar', 'Ігар'],
    ['aliaksandr', 'Аляксандр'],
    ['kavaliou', 'Кавалёў'],
    // Serbian
    ['djordje', 'Ђорђе'],
    ['đorđe', 'Ђорђе'],
    ['nenad jovanovic', 'Ненад Јовановић'],
    ['ljubisa', 'Љубиша'],
    ['zoran', 'Зоран'],
    // Bulgarian
    ['hristo', 'Христо'],
    ['hadzhiyski', 'Хаджийски'],
    ['shterev', 'Щерев'],
    ['yordan', 'Йордан'],
    // Macedonian
    ['gjorge', 'Ѓорге'],
    // Georgian and Armenian
    ['kobakhidze', 'კობახიძე'],
    ['giorgi', 'გიორგი'],
    ['petrosyan', 'Պետրոսյան'],
    ['yeghiazaryan', 'Եղիազարյան'],
    ['voskanyan', 'Ոսկանյան'],
    ['գրիգոր', 'ԳՐԻԳՈՐ'],
  ])('%j → %j', (query, name) => {
    expect(finds(query, name)).toBe(true);
  });
});
