/**
 * Latin forms of Georgian and Armenian words: letter by letter, as the national systems of romanisation give them
 * (Georgia 2002; BGN/PCGN for Armenian) without the apostrophes of aspirated letters. ICAO Doc 9303 has no table for
 * these scripts; passports follow the same systems.
 */

const georgian: Readonly<Record<string, string>> = {
  ა: 'a',
  ბ: 'b',
  გ: 'g',
  დ: 'd',
  ე: 'e',
  ვ: 'v',
  ზ: 'z',
  თ: 't',
  ი: 'i',
  კ: 'k',
  ლ: 'l',
  მ: 'm',
  ნ: 'n',
  ო: 'o',
  პ: 'p',
  ჟ: 'zh',
  რ: 'r',
  ს: 's',
  ტ: 't',
  უ: 'u',
  ფ: 'p',
  ქ: 'k',
  ღ: 'gh',
  ყ: 'q',
  შ: 'sh',
  ჩ: 'ch',
  ც: 'ts',
  ძ: 'dz',
  წ: 'ts',
  ჭ: 'ch',
  ხ: 'kh',
  ჯ: 'j',
  ჰ: 'h',
};

const armenian: Readonly<Record<string, string>> = {
  ա: 'a',
  բ: 'b',
  գ: 'g',
  դ: 'd',
  ե: 'e',
  զ: 'z',
  է: 'e',
  ը: 'y',
  թ: 't',
  ժ: 'zh',
  ի: 'i',
  լ: 'l',
  խ: 'kh',
  ծ: 'ts',
  կ: 'k',
  հ: 'h',
  ձ: 'dz',
  ղ: 'gh',
  ճ: 'ch',
  մ: 'm',
  յ: 'y',
  ն: 'n',
  շ: 'sh',
  ո: 'o',
  չ: 'ch',
  պ: 'p',
  ջ: 'j',
  ռ: 'r',
  ս: 's',
  վ: 'v',
  տ: 't',
  ր: 'r',
  ց: 'ts',
  ւ: 'v',
  փ: 'p',
  ք: 'k',
  և: 'ev',
  օ: 'o',
  ֆ: 'f',
};

/** The Latin forms (lower case) of a word in Georgian letters. */
export function latinOfGeorgian(word: string): string[] {
  return [spell(word, georgian)];
}

/** The Latin forms (lower case) of a word in lower-case Armenian letters: with and without ye and vo at its beginning. */
export function latinOfArmenian(word: string): string[] {
  const paired = word.replaceAll('ու', 'u').replaceAll('եւ', 'ev');
  const plain = spell(paired, armenian);
  return [plain, spell(paired.replace(/^ե/, 'ye').replace(/^ո/, 'vo'), armenian)];
}

function spell(word: string, table: Readonly<Record<string, string>>): string {
  return Array.from(word, (letter) => table[letter] ?? letter).join('');
}
